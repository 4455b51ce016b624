package dev.holdfast.backup.engine.cluster;

/** Asked before each write whether this process may still write. */
@FunctionalInterface
public interface WriteGuard {

    /** Always allowed: the host says that it is the only one. */
    WriteGuard OPEN = () -> {};

    /**
     * Returns if a write may go out now.
     *
     * @throws LeadershipLostException if the lease is not held any more; the outcome of the pass is dropped
     */
    void check();
}
