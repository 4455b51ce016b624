package dev.holdfast.backup.engine.template;

/** The message for values that are not there but are printed. */
final class MissingValue {
    static final String MESSAGE = "there is no value to print (missing or null): set it, or give one with default";

    private MissingValue() {}
}
