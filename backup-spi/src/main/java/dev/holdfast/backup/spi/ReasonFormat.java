package dev.holdfast.backup.spi;

import java.util.regex.Pattern;

/** The form of a condition reason, narrower than the API server's pattern. */
final class ReasonFormat {

    private static final Pattern CAMEL_CASE = Pattern.compile("[A-Z][A-Za-z0-9]{0,62}");

    private ReasonFormat() {}

    static void require(String reason) {
        if (!CAMEL_CASE.matcher(reason).matches()) {
            throw new IllegalArgumentException(
                    "reason '" + reason + "' must be CamelCase, letters and digits, at most 63 characters");
        }
    }
}
