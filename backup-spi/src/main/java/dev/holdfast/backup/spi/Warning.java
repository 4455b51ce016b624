package dev.holdfast.backup.spi;

/**
 * Something the tenant should know although nothing failed; becomes an event on the run.
 *
 * @param reason CamelCase
 * @param message in words for the tenant; never a secret
 */
public record Warning(String reason, String message) {

    /** Checks the reason's form. */
    public Warning {
        ReasonFormat.require(reason);
    }
}
