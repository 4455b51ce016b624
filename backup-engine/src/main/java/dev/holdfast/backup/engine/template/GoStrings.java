package dev.holdfast.backup.engine.template;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** String literals: reading and writing them with Go's escapes. */
final class GoStrings {
    private static final String SIMPLE = "abfnrtv\\'\"";
    private static final String SIMPLE_VALUES = "\u0007\b\f\n\r\t\u000b\\'\"";

    private GoStrings() {}

    /** Returns the value of a literal in double quotes or back quotes. */
    static String unquote(String literal) {
        String inner = literal.substring(1, literal.length() - 1);
        if (literal.charAt(0) == '`') {
            return inner.replace("\r", "");
        }
        return inner.indexOf('\\') < 0 ? inner : unescape(inner, literal);
    }

    /** Returns the code point of a literal in single quotes. */
    static Long character(String literal) {
        String value = unescape(literal.substring(1, literal.length() - 1), literal);
        if (value.isEmpty() || value.codePointCount(0, value.length()) != 1) {
            throw new EvaluationFailure("bad character literal " + literal + "; strings take double quotes");
        }
        return (long) value.codePointAt(0);
    }

    private static String unescape(String text, String literal) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != '\\') {
                int end = text.indexOf('\\', at) < 0 ? text.length() : text.indexOf('\\', at);
                bytes.writeBytes(text.substring(at, end).getBytes(StandardCharsets.UTF_8));
                at = end;
            } else {
                at = escape(text, at + 1, bytes, literal);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static int escape(String text, int at, ByteArrayOutputStream bytes, String literal) {
        char c = at < text.length() ? text.charAt(at) : ' ';
        int simple = SIMPLE.indexOf(c);
        if (simple >= 0) {
            bytes.write(SIMPLE_VALUES.charAt(simple));
            return at + 1;
        }
        int digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 3;
        boolean octal = c >= '0' && c <= '7';
        int from = octal ? at : at + 1;
        if ((!octal && "xuU".indexOf(c) < 0) || from + digits > text.length()) {
            throw new EvaluationFailure("bad escape in " + literal);
        }
        int value = code(text.substring(from, from + digits), octal ? 8 : 16, literal);
        if (digits > 3) {
            bytes.writeBytes(Character.toString(value).getBytes(StandardCharsets.UTF_8));
        } else {
            bytes.write(value);
        }
        return from + digits;
    }

    private static int code(String digits, int radix, String literal) {
        try {
            int value = Integer.parseInt(digits, radix);
            boolean surrogate = value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE;
            boolean byteSized = digits.length() > 3 || value <= 0xFF;
            if (digits.charAt(0) != '+' && value >= 0 && Character.isValidCodePoint(value) && !surrogate && byteSized) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new EvaluationFailure("bad escape in " + literal);
        }
        throw new EvaluationFailure("bad escape in " + literal);
    }

    /** Returns a literal in double quotes; {@code ascii} escapes all that is not ASCII. */
    static String quote(String value, boolean ascii) {
        StringBuilder quoted = new StringBuilder("\"");
        value.codePoints().forEach(point -> quoted.append(escaped(point, '"', ascii)));
        return quoted.append('"').toString();
    }

    /** Returns a literal in single quotes. */
    static String quoteCharacter(int point, boolean ascii) {
        return "'" + escaped(point, '\'', ascii) + "'";
    }

    private static String escaped(int point, char quote, boolean ascii) {
        int simple = point < 0x80 ? SIMPLE_VALUES.indexOf(point) : -1;
        if (simple >= 0 && (SIMPLE.charAt(simple) != '\'' && SIMPLE.charAt(simple) != '"' || point == quote)) {
            return "\\" + SIMPLE.charAt(simple);
        }
        if (point == ' ' || (printable(point) && (!ascii || point < 0x80))) {
            return Character.toString(point);
        }
        if (point < ' ' || point == 0x7f) {
            return String.format("\\x%02x", point);
        }
        return point > 0xFFFF ? String.format("\\U%08x", point) : String.format("\\u%04x", point);
    }

    private static boolean printable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }
}
