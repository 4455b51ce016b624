package dev.holdfast.backup.testkit.vault;

/**
 * Every state that the platform reports, and where: clusters in the reason of condition {@code Available}, backups in {@code
 * status.phase}, HelmReleases in the reason of condition {@code Ready}. An object that was not looked at yet reports none.
 */
public enum VaultState {
    /** Members and volumes are being made and filled. */
    BOOTSTRAPPING(VaultKind.CLUSTER, "Bootstrapping", Meaning.RUNNING),
    /** The cluster serves its data; {@code status.readyMembers} says how many members hold it. */
    QUORUM_HEALTHY(VaultKind.CLUSTER, "QuorumHealthy", Meaning.SUCCEEDED),
    /** The cluster had data, but no volume with data is left. Nothing but deleting the cluster helps. */
    QUORUM_LOST(VaultKind.CLUSTER, "QuorumLost", Meaning.FAILED),
    /** The artifact to start from is not in the store. Nothing but deleting the cluster helps. */
    BOOTSTRAP_FAILED(VaultKind.CLUSTER, "BootstrapFailed", Meaning.FAILED),

    /** The backup waits for the cluster to serve. */
    BACKUP_PENDING(VaultKind.BACKUP, "Pending", Meaning.PENDING),
    /** Data is being copied. */
    BACKUP_RUNNING(VaultKind.BACKUP, "Running", Meaning.RUNNING),
    /** The artifact is in the store, described in {@code status.artifact}; see {@link VaultFault#BACKUPS_EMPTY}. */
    BACKUP_COMPLETE(VaultKind.BACKUP, "Complete", Meaning.SUCCEEDED),
    /** There is no artifact and will be none; {@code status.message} says why. */
    BACKUP_FAILED(VaultKind.BACKUP, "Failed", Meaning.FAILED),

    /** An install or upgrade is under way; condition {@code Reconciling} is True as long. */
    HELM_PROGRESSING(VaultKind.HELM_RELEASE, "Progressing", Meaning.RUNNING),
    /** The cluster was missing and has been created. */
    HELM_INSTALLED(VaultKind.HELM_RELEASE, "InstallSucceeded", Meaning.SUCCEEDED),
    /** The cluster was there and is as the values have it. */
    HELM_UPGRADED(VaultKind.HELM_RELEASE, "UpgradeSucceeded", Meaning.SUCCEEDED);

    /** What a state says about the work. */
    public enum Meaning {
        /** It has not begun. */
        PENDING,
        /** It is under way. */
        RUNNING,
        /** It is done. */
        SUCCEEDED,
        /** It will never be done. */
        FAILED
    }

    private final VaultKind kind;
    private final String word;
    private final Meaning meaning;

    VaultState(VaultKind kind, String word, Meaning meaning) {
        this.kind = kind;
        this.word = word;
        this.meaning = meaning;
    }

    /** Whose state it is. */
    public VaultKind kind() {
        return kind;
    }

    /** How objects spell it. */
    public String word() {
        return word;
    }

    /** What it says about the work. */
    public Meaning meaning() {
        return meaning;
    }
}
