package dev.holdfast.backup.testkit.conformance;

import dev.holdfast.backup.testkit.api.RequestFault;
import dev.holdfast.backup.testkit.api.WatchControl;
import java.time.Duration;
import java.util.Set;
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
    /** A final answer of the server may fail a run. */
    NOT_FOUND_404(On.ALL, Outcome.ANY, f -> f.failing(404, "NotFound")),
    INVALID_422(On.WRITES, Outcome.ANY, f -> f.failing(422, "Invalid")),
    WATCHES_CUT(WatchControl::cutAll),
    WATCHES_EXPIRED(WatchControl::expireAll),
    /** Caches stay as they are for this request and the next two. */
    EVENTS_HELD(WatchControl::holdAll),
    APPLICATION_CHANGED(Outcome.ANY, s -> s.patchApplication("{\"metadata\":{\"labels\":{\"touched\":\"yes\"}}}")),
    APPLICATION_DELETED(Outcome.ANY, s -> s.delete(s.cast.applicationObjects())),
    APPLICATION_RECREATED(Outcome.ANY, s -> s.recreateApplication(Duration.ofSeconds(5), Duration.ZERO)),
    STRATEGY_CHANGED(Outcome.ANY, s -> s.patchStrategy("{\"metadata\":{\"annotations\":{\"touched\":\"yes\"}}}")),
    STRATEGY_DELETED(Outcome.ANY, s -> s.delete(s.cast.strategyObjects())),
    CLASS_DELETED(Outcome.ANY, s -> s.delete("BackupClass", Cast.CLASS)),
    SURROUNDINGS_DELETED(Outcome.ANY, Scene::deleteSurroundings),
    CHILDREN_DELETED(Outcome.ANY, Scene::deleteChildren),
    CANCELLED(Outcome.ANY, s -> {}),
    CLOCK_AHEAD(Outcome.ANY, s -> s.clock.jump(Duration.ofDays(1))),
    CLOCK_BACK(Outcome.SUCCEEDS, s -> s.clock.jump(Duration.ofHours(-1)));

    private enum On {
        ALL,
        READS,
        WRITES
    }

    private static final Set<Disturbance> OF_THE_APPLICATION = Set.of(APPLICATION_DELETED, APPLICATION_RECREATED);

    private final On on;
    private final Outcome outcome;
    private final boolean ofTheWorld;
    private final UnaryOperator<RequestFault> fault;
    private final Consumer<Scene> strike;

    Disturbance(On on, Outcome outcome, UnaryOperator<RequestFault> fault) {
        this.on = on;
        this.outcome = outcome;
        this.ofTheWorld = false;
        this.fault = fault;
        this.strike = scene -> {};
    }

    Disturbance(On on, UnaryOperator<RequestFault> fault) {
        this(on, Outcome.SUCCEEDS, fault);
    }

    Disturbance(Consumer<WatchControl> watches) {
        this.on = On.WRITES;
        this.outcome = Outcome.SUCCEEDS;
        this.ofTheWorld = false;
        this.fault = f -> f;
        this.strike = scene -> watches.accept(scene.api.watches());
    }

    Disturbance(Outcome outcome, Consumer<Scene> strike) {
        this.on = On.WRITES;
        this.outcome = outcome;
        this.ofTheWorld = true;
        this.fault = f -> f;
        this.strike = strike;
    }

    /** Whether people have changed something, and not a server or a network. */
    boolean isOfTheWorld() {
        return ofTheWorld;
    }

    boolean sparesApplication() {
        return !OF_THE_APPLICATION.contains(this);
    }

    boolean sparesArtifact() {
        return this != CHILDREN_DELETED;
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

    Outcome outcome() {
        return outcome;
    }

    RequestFault applied(RequestFault target) {
        return fault.apply(target);
    }

    /** What happens beside the request, before it is carried out. */
    void strike(Scene scene, Course course) {
        strike.accept(scene);
        if (this == CANCELLED) {
            course.cancel();
        }
    }
}
