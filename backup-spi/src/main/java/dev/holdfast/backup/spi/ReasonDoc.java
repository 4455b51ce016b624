package dev.holdfast.backup.spi;

/**
 * A reason that a driver may answer, for the documentation: people alert on reasons.
 *
 * @param reason CamelCase
 * @param meaning one sentence
 */
public record ReasonDoc(String reason, String meaning) {

    /** Checks the reason's form. */
    public ReasonDoc {
        ReasonFormat.require(reason);
    }
}
