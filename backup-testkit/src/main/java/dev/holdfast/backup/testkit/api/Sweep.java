package dev.holdfast.backup.testkit.api;

/** One pass of a controller over everything: looks at the state, not at events, and may be repeated at any time. */
@FunctionalInterface
interface Sweep {
    void run();
}
