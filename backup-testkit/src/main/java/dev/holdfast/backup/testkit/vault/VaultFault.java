package dev.holdfast.backup.testkit.vault;

/** What can be made to go wrong on a {@link VaultPlatform}, for as long as wanted. */
public enum VaultFault {
    /** The operator does nothing: clusters and backups stay as they are. Helm, volumes and the apps API go on. */
    OPERATOR_STOPPED,
    /** A Helm action that has begun, or begins, comes to no end. */
    HELM_HELD,
    /** A cluster that starts makes its members and volumes, but does not fill them and does not become available. */
    BOOTSTRAP_HELD,
    /** A cluster that starts reports that it is at something that no documentation tells of, and does not become available. */
    BOOTSTRAP_ODD,
    /** A cluster that starts finds no artifact, whatever is in the store. */
    BOOTSTRAP_FAILS,
    /** A cluster that starts loses its volumes' data before anybody has read it. */
    QUORUM_LOST,
    /** A backup is accepted, but does not begin. */
    BACKUPS_QUEUED,
    /** A backup begins, but comes to no end. */
    BACKUPS_HELD,
    /** A backup begins, and then reports a phase that no documentation tells of. */
    BACKUPS_ODD,
    /** A backup begins and fails. */
    BACKUPS_FAIL,
    /** A backup is reported complete, but stores nothing and names no artifact. */
    BACKUPS_EMPTY
}
