package dev.holdfast.backup.engine.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** One verb applied to one scalar. */
final class FormatVerb {
    private FormatVerb() {}

    static String apply(FormatSpec spec, int verb, Object value) {
        Optional<String> text =
                switch (GoValues.kind(value)) {
                    case STRING -> string(spec, verb, (String) value);
                    case INTEGER -> integer(spec, verb, GoValues.integer(value));
                    case FLOAT -> decimal(spec, verb, (Double) value);
                    case BOOLEAN ->
                        verb == 't' || verb == 'v' ? Optional.of(spec.padded(value.toString())) : Optional.empty();
                    case NONE, CONTAINER -> verb == 'v' ? Optional.of(spec.padded("<nil>")) : Optional.empty();
                };
        return text.orElseGet(() -> bad(verb, value));
    }

    private static String bad(int verb, Object value) {
        String shown = value instanceof Double number ? GoNumbers.print(number) : value.toString();
        String inner = GoValues.isAbsent(value) ? "<nil>" : GoValues.type(value) + "=" + shown;
        return "%!" + Character.toString(verb) + "(" + inner + ")";
    }

    private static Optional<String> string(FormatSpec spec, int verb, String value) {
        String cut = spec.hasPrecision() ? firstPoints(value, spec.precision()) : value;
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return switch (verb) {
            case 's' -> Optional.of(spec.padded(cut));
            case 'v' -> Optional.of(spec.padded(spec.sharp() ? GoStrings.quote(cut, false) : cut));
            case 'q' -> Optional.of(spec.padded(quoted(spec, cut)));
            case 'x' ->
                Optional.of(
                        spec.padded((spec.sharp() ? "0x" : "") + HexFormat.of().formatHex(bytes)));
            case 'X' ->
                Optional.of(spec.padded((spec.sharp() ? "0X" : "")
                        + HexFormat.of().withUpperCase().formatHex(bytes)));
            default -> Optional.empty();
        };
    }

    private static String quoted(FormatSpec spec, String value) {
        boolean raw = spec.sharp()
                && value.indexOf('`') < 0
                && value.chars().allMatch(c -> c >= ' ' && c != 0x7f || c == '\t');
        return raw ? "`" + value + "`" : GoStrings.quote(value, spec.plus());
    }

    private static String firstPoints(String value, int count) {
        return value.codePointCount(0, value.length()) <= count
                ? value
                : value.substring(0, value.offsetByCodePoints(0, count));
    }

    private static Optional<String> integer(FormatSpec spec, int verb, BigInteger value) {
        return switch (verb) {
            case 'd', 'v' -> Optional.of(digits(spec, value, 10, ""));
            case 'b' -> Optional.of(digits(spec, value, 2, "0b"));
            case 'o' -> Optional.of(digits(spec, value, 8, "0"));
            case 'O' -> Optional.of(digits(spec.sharp() ? spec : sharpened(spec), value, 8, "0o"));
            case 'x' -> Optional.of(digits(spec, value, 16, "0x"));
            case 'X' -> Optional.of(digits(spec, value, 16, "0x").toUpperCase(Locale.ROOT));
            case 'c' -> Optional.of(spec.padded(Character.toString(point(value))));
            case 'q' -> Optional.of(spec.padded(GoStrings.quoteCharacter(point(value), spec.plus())));
            case 'U' -> Optional.of(spec.padded(String.format("U+%04X", value)));
            default -> Optional.empty();
        };
    }

    private static FormatSpec sharpened(FormatSpec spec) {
        return new FormatSpec(
                spec.plus(), spec.left(), true, spec.blank(), spec.zero(), spec.width(), spec.precision());
    }

    private static String digits(FormatSpec spec, BigInteger value, int radix, String prefix) {
        String digits = value.abs().toString(radix);
        if (spec.hasPrecision()) {
            boolean nothing = spec.precision() == 0 && value.signum() == 0;
            digits = nothing ? "" : "0".repeat(Math.max(0, spec.precision() - digits.length())) + digits;
        }
        String sign = spec.sign(value.signum() < 0) + (spec.sharp() && radix != 10 ? prefix : "");
        return spec.hasPrecision() ? spec.padded(sign + digits) : spec.paddedNumber(sign, digits);
    }

    private static int point(BigInteger value) {
        boolean valid = value.signum() >= 0 && value.bitLength() < 31 && Character.isValidCodePoint(value.intValue());
        return valid ? value.intValue() : 0xFFFD;
    }

    private static Optional<String> decimal(FormatSpec spec, int verb, double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return "vgGeEfF".indexOf(verb) < 0 ? Optional.empty() : Optional.of(spec.padded(GoNumbers.print(value)));
        }
        boolean negative = value < 0 || (value == 0 && 1 / value < 0);
        BigDecimal exact = new BigDecimal(value).abs();
        int precision = spec.hasPrecision() ? spec.precision() : 6;
        Optional<String> digits =
                switch (verb) {
                    case 'f', 'F' ->
                        Optional.of(exact.setScale(precision, RoundingMode.HALF_EVEN)
                                .toPlainString());
                    case 'e' -> Optional.of(scientific(exact, precision));
                    case 'E' -> Optional.of(scientific(exact, precision).toUpperCase(Locale.ROOT));
                    case 'v', 'g' -> Optional.of(general(spec, Math.abs(value)));
                    case 'G' -> Optional.of(general(spec, Math.abs(value)).toUpperCase(Locale.ROOT));
                    default -> Optional.empty();
                };
        return digits.map(text -> spec.paddedNumber(spec.sign(negative), text));
    }

    private static String general(FormatSpec spec, double value) {
        if (!spec.hasPrecision()) {
            return GoNumbers.print(value);
        }
        int significant = Math.max(1, spec.precision());
        double rounded = new BigDecimal(value)
                .round(new MathContext(significant, RoundingMode.HALF_EVEN))
                .doubleValue();
        return GoNumbers.shortest(rounded, -4, significant);
    }

    private static String scientific(BigDecimal value, int precision) {
        BigDecimal rounded = value.round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
        int exponent = value.signum() == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
        String mantissa = rounded.movePointLeft(exponent)
                .setScale(precision, RoundingMode.HALF_EVEN)
                .toPlainString();
        return mantissa + (exponent < 0 ? "e-" : "e+") + String.format(Locale.ROOT, "%02d", Math.abs(exponent));
    }
}
