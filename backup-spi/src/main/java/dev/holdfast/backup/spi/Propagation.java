package dev.holdfast.backup.spi;

/** How the dependents of a deleted object fare. */
public enum Propagation {
    /** They go first. */
    FOREGROUND("Foreground"),
    /** They go after it. */
    BACKGROUND("Background"),
    /** They stay. */
    ORPHAN("Orphan");

    private final String wire;

    Propagation(String wire) {
        this.wire = wire;
    }

    /** As the API server spells it. */
    public String wire() {
        return wire;
    }
}
