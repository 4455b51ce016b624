package dev.holdfast.backup.testkit.api;

/**
 * One reason why an object was refused, as it appears under {@code details.causes} of a Status.
 *
 * @param reason machine readable, for example {@code FieldValueInvalid}
 * @param field dotted path, for example {@code spec.size}
 * @param message what is wrong with the value
 */
public record FieldCause(String reason, String field, String message) {

    /**
     * A value that is not allowed.
     *
     * @param field dotted path
     * @param value the offending value as it should be printed, quotes included
     * @param message what was expected
     * @return the cause
     */
    public static FieldCause invalid(String field, String value, String message) {
        return new FieldCause("FieldValueInvalid", field, "Invalid value: " + value + ": " + message);
    }

    /**
     * A value that is missing.
     *
     * @param field dotted path
     * @param message what was expected
     * @return the cause
     */
    public static FieldCause required(String field, String message) {
        return new FieldCause("FieldValueRequired", field, "Required value: " + message);
    }

    /**
     * A change that is not allowed.
     *
     * @param field dotted path
     * @param message why
     * @return the cause
     */
    public static FieldCause forbidden(String field, String message) {
        return new FieldCause("FieldValueForbidden", field, "Forbidden: " + message);
    }
}
