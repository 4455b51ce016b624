package dev.holdfast.backup.testkit.conformance;

import dev.holdfast.backup.testkit.api.RequestFault;
import dev.holdfast.backup.testkit.api.WatchControl;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What happens at one request. */
enum Disturbance {
    /** The engine dies before the request is carried out. */
    CRASH_BEFORE(On.WRITES, RequestFault::dropping),
    /** The engine dies after it, without having heard the answer. */
    CRASH_AFTER(On.WRITES, RequestFault::losingTheAnswer),
    DROPPED(On.WRITES, RequestFault::dropping),
    ANSWER_LOST(On.WRITES, RequestFault::losingTheAnswer),
    CONFLICT_409(On.WRITES, f -> f.failing(409, "Conflict")),
    THROTTLED_429(On.WRITES, f -> f.throttling(1)),
    ERROR_500(On.WRITES, f -> f.failing(500, "InternalError")),
    UNAVAILABLE_503(On.READS, f -> f.failing(503, "ServiceUnavailable")),
    FORBIDDEN_403(On.ALL, f -> f.failing(403, "Forbidden")),
    NOT_FOUND_404(On.ALL, f -> f.failing(404, "NotFound")),
    INVALID_422(On.WRITES, f -> f.failing(422, "Invalid")),
    WATCHES_CUT(WatchControl::cutAll),
    WATCHES_EXPIRED(WatchControl::expireAll),
    /** Caches stay as they are for this request and the next two. */
    EVENTS_HELD(WatchControl::holdAll);

    private enum On {
        ALL,
        READS,
        WRITES
    }

    private final On on;
    private final UnaryOperator<RequestFault> fault;
    private final Consumer<Scene> strike;

    Disturbance(On on, UnaryOperator<RequestFault> fault) {
        this.on = on;
        this.fault = fault;
        this.strike = scene -> {};
    }

    Disturbance(Consumer<WatchControl> watches) {
        this.on = On.WRITES;
        this.fault = f -> f;
        this.strike = scene -> watches.accept(scene.api.watches());
    }

    /**
     * Left out as redundant. At reads: crashes and disturbances of watches, as the state is the one after the write before; what servers
     * say to writes only; and a dropped connection, which is the row of a 503 in the engine's table of errors. At writes: 503, which is
     * the row of a 500.
     */
    boolean appliesTo(Moment moment) {
        return on == On.ALL || (on == On.WRITES) == moment.isWrite();
    }

    boolean isCrash() {
        return this == CRASH_BEFORE || this == CRASH_AFTER;
    }

    /** Final answers of the server may fail a run. */
    Outcome outcome() {
        return this == INVALID_422 || this == NOT_FOUND_404 ? Outcome.ANY : Outcome.SUCCEEDS;
    }

    RequestFault applied(RequestFault target) {
        return fault.apply(target);
    }

    /** What happens beside the request, before it is carried out. */
    void strike(Scene scene) {
        strike.accept(scene);
    }
}
