package dev.holdfast.backup.engine.template;

/** Values that are not there. */
enum Absent {
    /** No such key. Reading below it gives missing again. */
    MISSING,
    /** Missing below a root that may be missing: it prints {@code <no value>} even when missing values are errors. */
    EXEMPT,
    /** The key is there and its value is null. Reading below it is an error. */
    NULL
}
