package dev.holdfast.backup.engine.run;

/** What a run is for. */
public enum Operation {
    /** Make a Backup. */
    BACKUP("Backup", "backup"),
    /** Restore a Backup. */
    RESTORE("Restore", "restore"),
    /** Delete a Backup's data. */
    RECLAIM("Reclaim", "cleanup"),
    /** Look whether a Backup's data is there and whole. */
    VERIFY("Verify", "verify");

    private final String wire;
    private final String mode;

    Operation(String wire, String mode) {
        this.wire = wire;
        this.mode = mode;
    }

    /** As written in the run's record. */
    public String wire() {
        return wire;
    }

    /** What templates see as {@code .Mode}. */
    public String mode() {
        return mode;
    }

    static Operation of(String wire) {
        for (Operation operation : values()) {
            if (operation.wire.equals(wire)) {
                return operation;
            }
        }
        throw new IllegalArgumentException("no operation is called '" + wire + "'");
    }
}
