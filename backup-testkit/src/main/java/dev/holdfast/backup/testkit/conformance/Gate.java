package dev.holdfast.backup.testkit.conformance;

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

    private static final int HELD_REQUESTS = 3;
    private static final long HELD_AT_MOST_MILLIS = 1500;

    private final SimulatedApi api;
    private final Set<String> foreign;
    private final List<RequestInfo> seen = new ArrayList<>();
    private volatile boolean armed;
    private volatile boolean dead;
    private Optional<RequestInfo> chosen = Optional.empty();
    private Optional<Moment> target = Optional.empty();
    private Runnable strike = () -> {};
    private int matched;
    private int since = -1;

    /**
     * An open gate.
     *
     * @param foreign plural names of the operator's kinds, which informers list when they are first read; the engine itself lists them by
     *     label only
     */
    Gate(SimulatedApi api, Set<String> foreign) {
        this.api = api;
        this.foreign = foreign;
        api.onRequest(this::pass);
    }

    /** Counts from now on. */
    void arm() {
        armed = true;
    }

    boolean isArmed() {
        return armed;
    }

    /** Disturbs this request too. Once only, and before {@link #arm}. */
    synchronized void disturb(Moment at, Disturbance what, Runnable beside) {
        target = Optional.of(at);
        strike = () -> {
            dead = what.isCrash();
            beside.run();
            CompletableFuture.delayedExecutor(HELD_AT_MOST_MILLIS, TimeUnit.MILLISECONDS)
                    .execute(() -> api.watches().releaseAll());
        };
        api.faults().add(what.applied(RequestFault.on(this::isChosen)));
        api.faults()
                .add(RequestFault.on(i -> dead && i.user().equals(Scene.FIRST) && !isChosen(i))
                        .dropping());
    }

    private synchronized boolean isChosen(RequestInfo info) {
        return chosen.filter(c -> c == info).isPresent();
    }

    private void pass(RequestInfo info) {
        if (armed && counts(info) && hits(info)) {
            strike.run();
        }
    }

    private boolean counts(RequestInfo info) {
        boolean informer = info.verb().equals("list")
                && foreign.contains(info.target().resource())
                && info.parameter("labelSelector").isEmpty();
        return info.user().startsWith(Scene.ENGINE) && !info.verb().equals("watch") && !informer;
    }

    private synchronized boolean hits(RequestInfo info) {
        seen.add(info);
        if (since >= 0 && ++since == HELD_REQUESTS) {
            api.watches().releaseAll();
        }
        boolean hit = since < 0
                && target.filter(t -> t.what().equals(Moment.what(info))).isPresent()
                && ++matched == target.get().occurrence();
        if (hit) {
            since = 0;
            chosen = Optional.of(info);
        }
        return hit;
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
