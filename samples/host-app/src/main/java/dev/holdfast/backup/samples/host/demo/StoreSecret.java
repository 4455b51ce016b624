package dev.holdfast.backup.samples.host.demo;

/** Names around the demo's object store. */
final class StoreSecret {

    /** The bucket of all artifacts. */
    static final String BUCKET = "backups";

    /** The Secret with the key pair, in the tenant's namespace. */
    static final String NAME = "backup-store";

    private StoreSecret() {}
}
