package dev.holdfast.backup.testkit.conformance;

/** How a run may end. */
enum Outcome {
    /** It has to succeed. */
    SUCCEEDS,
    /** It has to fail. */
    FAILS,
    /** Both are right; what must hold then differs. */
    ANY
}
