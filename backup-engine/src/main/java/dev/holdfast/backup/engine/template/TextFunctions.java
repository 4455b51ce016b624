package dev.holdfast.backup.engine.template;

import static dev.holdfast.backup.engine.template.TemplateFunction.exactly;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Changing strings. Positions count UTF-8 bytes, as in Go. */
final class TextFunctions {
    private TextFunctions() {}

    static List<TemplateFunction> all() {
        return List.of(
                simple("trim", TextFunctions::trim),
                simple("upper", text -> text.toUpperCase(Locale.ROOT)),
                simple("lower", text -> text.toLowerCase(Locale.ROOT)),
                simple("title", TextFunctions::title),
                exactly(2, "trimAll", args -> trimAll(args.string(0), args.string(1))),
                exactly(2, "trimall", args -> trimAll(args.string(0), args.string(1))),
                exactly(2, "trimPrefix", args -> trimPrefix(args.string(0), args.string(1))),
                exactly(2, "trimSuffix", args -> trimSuffix(args.string(0), args.string(1))),
                exactly(2, "contains", args -> args.string(1).contains(args.string(0))),
                exactly(2, "hasPrefix", args -> args.string(1).startsWith(args.string(0))),
                exactly(2, "hasSuffix", args -> args.string(1).endsWith(args.string(0))),
                exactly(2, "trunc", args -> trunc(args.integer(0), args.string(1))),
                exactly(3, "substr", args -> substr(args.integer(0), args.integer(1), args.string(2))),
                exactly(2, "repeat", TextFunctions::repeat),
                exactly(3, "replace", args -> replace(args, args.string(0), args.string(1), args.string(2))),
                exactly(2, "indent", args -> indent(args)),
                exactly(2, "nindent", args -> "\n" + indent(args)));
    }

    private static TemplateFunction simple(String name, UnaryOperator<String> change) {
        return exactly(1, name, args -> change.apply(args.string(0)));
    }

    private static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isSpace(char c) {
        return Character.isSpaceChar(c) || (c >= '\t' && c <= '\r') || c == '\u0085';
    }

    private static String trimAll(String set, String text) {
        int[] points = text.codePoints().toArray();
        int start = 0;
        int end = points.length;
        while (start < end && set.indexOf(points[start]) >= 0) {
            start++;
        }
        while (end > start && set.indexOf(points[end - 1]) >= 0) {
            end--;
        }
        return new String(points, start, end - start);
    }

    private static String trimPrefix(String prefix, String text) {
        return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
    }

    private static String trimSuffix(String suffix, String text) {
        return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
    }

    private static String title(String text) {
        StringBuilder titled = new StringBuilder();
        boolean inWord = false;
        for (int point : text.codePoints().toArray()) {
            titled.appendCodePoint(inWord ? point : Character.toTitleCase(point));
            boolean separates = point < 0x80
                    ? !Character.isLetterOrDigit(point) && point != '_'
                    : !Character.isLetterOrDigit(point) && Character.isSpaceChar(point);
            inWord = !separates;
        }
        return titled.toString();
    }

    private static String trunc(int count, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (count < 0 && (long) bytes.length + count > 0) {
            return slice(bytes, bytes.length + count, bytes.length);
        }
        return count >= 0 && bytes.length > count ? slice(bytes, 0, count) : text;
    }

    private static String substr(int start, int end, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int from = Math.max(0, start);
        boolean toEnd = start >= 0 && (end < 0 || end > bytes.length);
        return slice(bytes, from, toEnd ? bytes.length : end);
    }

    private static String slice(byte[] bytes, int from, int to) {
        if (from < 0 || to > bytes.length || from > to) {
            throw new EvaluationFailure(
                    "positions " + from + " to " + to + " are outside a string of " + bytes.length + " bytes");
        }
        return new String(Arrays.copyOfRange(bytes, from, to), StandardCharsets.UTF_8);
    }

    private static String repeat(Arguments args) {
        int count = args.integer(0);
        if (count < 0) {
            throw new EvaluationFailure("repeat needs a count that is not negative");
        }
        args.meter().text((long) count * args.string(1).length());
        return args.string(1).repeat(count);
    }

    private static String indent(Arguments args) {
        int count = args.integer(0);
        if (count < 0) {
            throw new EvaluationFailure("indent needs a count that is not negative");
        }
        args.meter().text(count);
        String blanks = " ".repeat(count);
        return blanks + replace(args, "\n", "\n" + blanks, args.string(1));
    }

    private static String replace(Arguments args, String old, String replacement, String text) {
        long matches = 0;
        if (old.isEmpty()) {
            matches = text.length() + 1L;
        } else {
            for (int at = text.indexOf(old); at >= 0; at = text.indexOf(old, at + old.length())) {
                matches++;
            }
        }
        args.meter().text(text.length() + matches * Math.max(0, replacement.length() - old.length()));
        return text.replace(old, replacement);
    }
}
