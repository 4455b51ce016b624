package dev.holdfast.backup.engine.cluster;

/** This process is not the leader any more; whatever it was about to write, the next leader decides anew. */
public final class LeadershipLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Names the lease. */
    public LeadershipLostException(String lease) {
        super("lease " + lease + " is not held any more; nothing was written");
    }
}
