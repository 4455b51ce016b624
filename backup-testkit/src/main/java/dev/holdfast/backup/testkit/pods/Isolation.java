package dev.holdfast.backup.testkit.pods;

/** How a container's file system view is made. */
public enum Isolation {
    /** {@link #NAMESPACES} where the machine allows it, else {@link #REWRITE}. */
    AUTO,
    /** A mount and process namespace per container: mount paths are real, nothing of a container outlives its main process. */
    NAMESPACES,
    /**
     * No namespaces: mount paths in environment, command and arguments are rewritten to places below the directory named by
     * {@code HOLDFAST_ROOT}. {@code /etc/hosts} and {@code /tmp} are the host's, {@code runAsUser} is not applied, and a
     * process that leaves its process group outlives its container.
     */
    REWRITE
}
