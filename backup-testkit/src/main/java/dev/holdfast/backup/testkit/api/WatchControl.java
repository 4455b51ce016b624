package dev.holdfast.backup.testkit.api;

import java.util.function.Predicate;

/** Disturbs open watches the way networks and servers do. All methods return at once and may be called by any thread. */
public interface WatchControl {

    /**
     * How many watches are being served.
     *
     * @return open watches, including those whose client went away without the server noticing yet
     */
    int open();

    /** Ends every open watch cleanly, as a server does that shuts down. Events already queued are sent first. */
    void cutAll();

    /** Sends every open watch an ERROR event with a 410 {@code Expired} Status and ends it. */
    void expireAll();

    /** Sends a BOOKMARK with the current resourceVersion to every watch that allows bookmarks. */
    void sendBookmarks();

    /** Stops delivering anything to present and future watches while they stay open: a silently stale watch. */
    void holdAll();

    /** Delivers what was held back and goes on. */
    void releaseAll();

    /**
     * From now on watches tell of changes in another way than they came.
     *
     * @param how in which way
     * @param watches whose; asked for every watch by the request that opened it
     * @param changes which; asked for every change
     */
    void garble(Garbling how, Predicate<RequestInfo> watches, Predicate<ObjectChange> changes);
}
