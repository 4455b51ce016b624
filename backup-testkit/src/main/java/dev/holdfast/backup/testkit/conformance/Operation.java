package dev.holdfast.backup.testkit.conformance;

/** What a driver may offer. */
public enum Operation {
    /** A backup of the application. */
    BACKUP("backup"),
    /** A restore of the older of two Backups into the application itself. */
    RESTORE("restore"),
    /** A restore of the older of two Backups into another application. */
    COPY("restore to a copy"),
    /** The data of the older of two Backups is deleted with its Backup. */
    RECLAIM("reclaim"),
    /** The data of the older of two Backups is verified. */
    VERIFY("verify"),
    /** The data of the older of two Backups is looked for. */
    INSPECT("inspect");

    private final String words;

    Operation(String words) {
        this.words = words;
    }

    /** As it stands in the names of cases. */
    @Override
    public String toString() {
        return words;
    }
}
