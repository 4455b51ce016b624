package dev.holdfast.backup.testkit.schema;

/**
 * One cause of an {@code Invalid} status, worded as the API server words it.
 *
 * @param reason value of {@code details.causes[].reason}
 * @param field path such as {@code spec.items[0].name}; {@code <nil>} when the whole object is meant
 * @param message value of {@code details.causes[].message}, without the field
 */
public record FieldError(Reason reason, String field, String message) {

    /** The kinds of field errors Kubernetes knows; {@link #value()} is their wire form. */
    public enum Reason {
        /** A required field is missing. */
        REQUIRED("FieldValueRequired", "Required value"),
        /** The value breaks a rule of its schema. */
        INVALID("FieldValueInvalid", "Invalid value"),
        /** The value has another type or format than its schema. */
        TYPE_INVALID("FieldValueTypeInvalid", "Invalid value"),
        /** The value is not one of an enumeration. */
        NOT_SUPPORTED("FieldValueNotSupported", "Unsupported value"),
        /** A list of type set or map has two equal items. */
        DUPLICATE("FieldValueDuplicate", "Duplicate value"),
        /** A string is too long. */
        TOO_LONG("FieldValueTooLong", "Too long"),
        /** A list or map has too many entries. */
        TOO_MANY("FieldValueTooMany", "Too many"),
        /** A validation rule forbids the value. */
        FORBIDDEN("FieldValueForbidden", "Forbidden");

        private final String value;
        private final String title;

        Reason(String value, String title) {
            this.value = value;
            this.title = title;
        }

        /** The reason as it appears in a Status. */
        public String value() {
            return value;
        }

        /** True if the API server does not evaluate validation rules on an object with such an error. */
        boolean blocksRules() {
            return this == REQUIRED
                    || this == TYPE_INVALID
                    || this == NOT_SUPPORTED
                    || this == TOO_LONG
                    || this == TOO_MANY;
        }
    }

    static FieldError of(Reason reason, String field, String detail) {
        return new FieldError(
                reason, field.isEmpty() ? "<nil>" : field, reason.title + (detail.isEmpty() ? "" : ": " + detail));
    }

    static FieldError of(Reason reason, String field, String badValue, String detail) {
        return of(reason, field, detail.isEmpty() ? badValue : badValue + ": " + detail);
    }

    /** Field and message, as the API server joins them in a Status message. */
    @Override
    public String toString() {
        return field + ": " + message;
    }
}
