package dev.holdfast.backup.engine.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/** Number literals and number printing with Go's rules. */
final class GoNumbers {
    private static final Pattern INTEGER =
            Pattern.compile("[+-]?(0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|[0-9][0-9_]*)");
    private static final Pattern FLOAT = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
    private static final int MAX_SIGNIFICANT = 17;

    private GoNumbers() {}

    /** Parses a literal as Long or Double. */
    static Object parse(String text) {
        if (INTEGER.matcher(text).matches()) {
            return integer(text);
        }
        if (FLOAT.matcher(text).matches()) {
            return Double.parseDouble(text);
        }
        throw new EvaluationFailure("bad number " + text);
    }

    private static Long integer(String text) {
        boolean signed = text.charAt(0) == '-' || text.charAt(0) == '+';
        String sign = text.charAt(0) == '-' ? "-" : "";
        String digits = text.substring(signed ? 1 : 0).replace("_", "");
        int radix = radix(digits);
        String bare = radix == 10 ? digits : digits.substring(Character.isLetter(digits.charAt(1)) ? 2 : 1);
        try {
            return new BigInteger(sign + bare, radix).longValueExact();
        } catch (NumberFormatException e) {
            throw new EvaluationFailure("bad number " + text);
        } catch (ArithmeticException e) {
            throw new EvaluationFailure("the integer " + text + " is too large");
        }
    }

    private static int radix(String digits) {
        if (digits.length() < 2 || digits.charAt(0) != '0') {
            return 10;
        }
        return switch (Character.toLowerCase(digits.charAt(1))) {
            case 'x' -> 16;
            case 'b' -> 2;
            default -> 8;
        };
    }

    /** Prints as {@code %v} does: shortest digits that read back as the same number. */
    static String print(double value) {
        return shortest(value, -4, 6);
    }

    /** Prints as JSON does. */
    static String printJson(double value) {
        return shortest(value, -6, 21);
    }

    /** Shortest digits; with an exponent below {@code from} or from {@code to} on. */
    static String shortest(double value, int from, int to) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        BigDecimal digits = shortestDigits(value);
        int exponent = digits.precision() - digits.scale() - 1;
        if (exponent >= from && exponent < to) {
            return digits.toPlainString();
        }
        return scientific(digits, exponent);
    }

    private static String scientific(BigDecimal digits, int exponent) {
        String all = digits.unscaledValue().abs().toString();
        String mantissa = all.length() == 1 ? all : all.charAt(0) + "." + all.substring(1);
        String power = String.valueOf(Math.abs(exponent));
        return (digits.signum() < 0 ? "-" : "")
                + mantissa
                + (exponent < 0 ? "e-" : "e+")
                + (power.length() < 2 ? "0" : "")
                + power;
    }

    private static BigDecimal shortestDigits(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int precision = 1; precision < MAX_SIGNIFICANT; precision++) {
            BigDecimal rounded = exact.round(new MathContext(precision, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() == value) {
                return plain(rounded);
            }
        }
        return plain(exact.round(new MathContext(MAX_SIGNIFICANT, RoundingMode.HALF_EVEN)));
    }

    private static BigDecimal plain(BigDecimal value) {
        return value.stripTrailingZeros();
    }
}
