package dev.holdfast.backup.engine.template;

/**
 * Flags of one verb.
 *
 * @param width least number of characters, 0 for any
 * @param precision -1 when not given
 */
record FormatSpec(boolean plus, boolean left, boolean sharp, boolean blank, boolean zero, int width, int precision) {
    static FormatSpec of(String flags) {
        boolean left = flags.contains("-");
        return new FormatSpec(
                flags.contains("+"),
                left,
                flags.contains("#"),
                flags.contains(" "),
                flags.contains("0") && !left,
                0,
                -1);
    }

    FormatSpec withWidth(int characters) {
        return new FormatSpec(plus, left, sharp, blank, zero, characters, precision);
    }

    FormatSpec withPrecision(int digits) {
        return new FormatSpec(plus, left, sharp, blank, zero, width, digits);
    }

    FormatSpec leftAligned() {
        return new FormatSpec(plus, true, sharp, blank, false, width, precision);
    }

    boolean hasPrecision() {
        return precision >= 0;
    }

    /** Fills up to the width with blanks, or with leading zeros when the flag asks for them. */
    String padded(String text) {
        int missing = width - text.codePointCount(0, text.length());
        if (missing <= 0) {
            return text;
        }
        return left ? text + " ".repeat(missing) : (zero ? "0" : " ").repeat(missing) + text;
    }

    /** Fills up to the width; zeros go between the sign and the digits. */
    String paddedNumber(String sign, String digits) {
        int missing = width - sign.length() - digits.length();
        if (missing > 0 && zero) {
            return sign + "0".repeat(missing) + digits;
        }
        return new FormatSpec(plus, left, sharp, blank, false, width, precision).padded(sign + digits);
    }

    /** Returns the sign to print before the digits of a number. */
    String sign(boolean negative) {
        return negative ? "-" : plus ? "+" : blank ? " " : "";
    }
}
