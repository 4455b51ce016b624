package dev.holdfast.backup.it.faults;

import dev.holdfast.backup.testkit.api.RequestFault;
import dev.holdfast.backup.testkit.api.RequestInfo;
import dev.holdfast.backup.testkit.api.SimulatedApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Counts the requests of engines and disturbs one of them. Watches and the lists of informers are not counted: their number depends
 * on timing, and they are disturbed through the watches. Thread-safe.
 */
final class Gate {

    static final String FIRST = "engine-1";
    private static final int HELD_REQUESTS = 3;
    private static final long HELD_AT_MOST_MILLIS = 1500;

    private final SimulatedApi api;
    private final int target;
    private final Optional<Disturbance> disturbance;
    private final List<RequestInfo> seen = new ArrayList<>();
    private final CountDownLatch reached = new CountDownLatch(1);
    private volatile boolean dead;

    /**
     * A gate that is open until it is {@linkplain #arm() armed}.
     *
     * @param target number of the request, from 1
     */
    Gate(SimulatedApi api, int target, Optional<Disturbance> disturbance) {
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
        boolean informer =
                info.verb().equals("list") && info.target().resource().equals("databases");
        if (!info.user().startsWith("engine") || info.verb().equals("watch") || informer) {
            return false;
        }
        seen.add(info);
        int number = seen.size();
        if (number == target + HELD_REQUESTS) {
            api.watches().releaseAll();
        }
        if (number != target || disturbance.isEmpty()) {
            return false;
        }
        dead = disturbance.get().isCrash();
        disturbance.get().watches().ifPresent(d -> d.accept(api.watches()));
        CompletableFuture.delayedExecutor(HELD_AT_MOST_MILLIS, TimeUnit.MILLISECONDS)
                .execute(() -> api.watches().releaseAll());
        reached.countDown();
        return true;
    }

    /** Waits until the request was made. */
    boolean awaitReached() {
        try {
            return reached.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The counted requests, oldest first. */
    synchronized List<RequestInfo> seen() {
        return List.copyOf(seen);
    }
}
