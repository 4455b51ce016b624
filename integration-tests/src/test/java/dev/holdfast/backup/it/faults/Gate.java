package dev.holdfast.backup.it.faults;

import dev.holdfast.backup.testkit.api.RequestFault;
import dev.holdfast.backup.testkit.api.RequestInfo;
import dev.holdfast.backup.testkit.api.SimulatedApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Counts the requests of engines and disturbs one of them. Watches and the lists of informers are not counted: their number depends
 * on timing, and they are disturbed through the watches. Thread-safe.
 */
final class Gate {

    static final String FIRST = "engine-1";
    /** Kinds of others, which informers list when they are first read; the engine itself lists them by label only. */
    private static final Set<String> FOREIGN =
            Set.of("databases", "vaults", "vaultclusters", "vaultmembers", "helmreleases", "persistentvolumeclaims");

    private static final int HELD_REQUESTS = 3;
    private static final long HELD_AT_MOST_MILLIS = 1500;

    private final SimulatedApi api;
    private final Optional<Moment> target;
    private final Optional<Disturbance> disturbance;
    private final List<RequestInfo> seen = new ArrayList<>();
    private int matched;
    private int since = -1;
    private volatile boolean dead;

    /**
     * A gate that is open until it is {@linkplain #arm() armed}.
     *
     * @param target the request to disturb; none in a clean run
     */
    Gate(SimulatedApi api, Optional<Moment> target, Optional<Disturbance> disturbance) {
        this.api = api;
        this.target = target;
        this.disturbance = disturbance;
    }

    /** Counts and disturbs from now on. */
    void arm() {
        api.faults().add(RequestFault.on(i -> dead && i.user().equals(FIRST)).dropping());
        RequestFault here = RequestFault.on(this::isTarget);
        api.faults().add(disturbance.map(d -> d.applied(here)).orElse(here));
    }

    private synchronized boolean isTarget(RequestInfo info) {
        boolean informer = info.verb().equals("list")
                && FOREIGN.contains(info.target().resource())
                && info.parameter("labelSelector").isEmpty();
        if (!info.user().startsWith("engine") || info.verb().equals("watch") || informer) {
            return false;
        }
        seen.add(info);
        if (since >= 0 && ++since == HELD_REQUESTS) {
            api.watches().releaseAll();
        }
        boolean hit = target.filter(t -> t.what().equals(Moment.what(info))).isPresent()
                && ++matched == target.get().occurrence();
        if (hit) {
            disturb(disturbance.orElseThrow());
        }
        return hit;
    }

    private void disturb(Disturbance what) {
        since = 0;
        dead = what.isCrash();
        what.watches().ifPresent(d -> d.accept(api.watches()));
        CompletableFuture.delayedExecutor(HELD_AT_MOST_MILLIS, TimeUnit.MILLISECONDS)
                .execute(() -> api.watches().releaseAll());
    }

    /** Whether the request was made. */
    synchronized boolean isReached() {
        return since >= 0;
    }

    /** The counted requests, oldest first. */
    synchronized List<RequestInfo> seen() {
        return List.copyOf(seen);
    }
}
