package dev.holdfast.backup.engine.cluster;

/**
 * How a feed is, for readiness and messages.
 *
 * @param state what it is about
 * @param text the server's or the client's words; empty where there is nothing to say
 */
public record FeedHealth(State state, String text) {

    /** What a feed is about. */
    public enum State {
        /** Not listed yet. */
        STARTING,
        /** Listed and watching: reads come from the cache. */
        SYNCED,
        /** The cluster does not serve the kind; looked for again. */
        NOT_SERVED,
        /** The engine may not list or watch the kind; tried again. */
        FORBIDDEN,
        /** The watch or the list failed; tried again. */
        FAILING,
        /** Closed. */
        CLOSED
    }

    /** Whether events come and the cache may be read. */
    public boolean isSynced() {
        return state == State.SYNCED;
    }
}
