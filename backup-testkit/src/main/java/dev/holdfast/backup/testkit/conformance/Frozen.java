package dev.holdfast.backup.testkit.conformance;

import dev.holdfast.backup.engine.BackupEngine;
import dev.holdfast.backup.engine.EngineOptions;
import dev.holdfast.backup.testkit.api.LoggedRequest;
import dev.holdfast.backup.testkit.api.RequestFault;
import dev.holdfast.backup.testkit.api.RequestInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Of two engines with one lease the leader freezes at a write, the other takes over, and then the first thaws. What it still had under
 * way does no harm: a change is refused, as it names a version; a creation may be accepted once its name is free again, and then nothing
 * of it stays.
 */
final class Frozen implements Trouble {

    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final EngineOptions.Lease LEASE = new EngineOptions.Lease(
            "holdfast-engine", Duration.ofSeconds(2), Duration.ofMillis(400), Duration.ofMillis(1000));

    private final String what;
    private final CountDownLatch thaw = new CountDownLatch(1);
    private final AtomicBoolean frozen = new AtomicBoolean();
    private final List<BackupEngine> engines = new ArrayList<>();

    /** At the first such write, as {@link #of} tells it. */
    Frozen(String what) {
        this.what = what;
    }

    /** A write without the name of its object. */
    static String of(RequestInfo info) {
        String sub = info.target().subresource();
        return info.verb() + " " + info.target().resource() + (sub.isEmpty() ? "" : "/" + sub);
    }

    @Override
    public String name() {
        return "two leaders, one frozen at " + what;
    }

    @Override
    public Outcome outcome() {
        return Outcome.SUCCEEDS;
    }

    @Override
    public Duration settlesWithin() {
        return BOUND;
    }

    @Override
    public boolean mayRepeat() {
        return true;
    }

    @Override
    public void engines(Scene scene) {
        scene.onClose(thaw::countDown);
        BackupEngine first = scene.candidate(Scene.FIRST, LEASE);
        Waits.until(BOUND, "the first engine leads", first::isLeader);
        engines.addAll(List.of(first, scene.candidate(Scene.SECOND, LEASE)));
    }

    @Override
    public void prepare(Scene scene, Course course) {
        scene.api.faults().add(RequestFault.on(this::isFrozen).waitingFor(thaw));
    }

    /** The first such request, and all that the leader asks from then on, waits on its way. */
    private boolean isFrozen(RequestInfo info) {
        if (!info.user().equals(Scene.FIRST) || info.verb().equals("watch")) {
            return false;
        }
        if (of(info).equals(what)) {
            frozen.set(true);
        }
        return frozen.get();
    }

    @Override
    public void during(Scene scene, Course course, Verdict verdict) {
        Waits.within(BOUND, () -> frozen.get() || course.hasEnded());
        if (!Waits.within(Duration.ofSeconds(2), frozen::get)) {
            return;
        }
        BackupEngine second = engines.get(1);
        Waits.until(BOUND, "the second engine takes over", second::isLeader);
        Waits.within(BOUND, () -> course.hasEnded() && scene.journals().isEmpty());
        long before = late(scene).size();
        thaw.countDown();
        Waits.within(BOUND, () -> late(scene).size() > before);
        Waits.until(
                BOUND,
                "only the second engine leads",
                () -> second.isLeader() && !engines.get(0).isLeader());
        late(scene).stream()
                .skip(before)
                .filter(r -> r.status() < 300 && r.status() > 0 && !r.verb().equals("create"))
                .forEach(r ->
                        verdict.expect(Rule.LEADERS, false, "the frozen engine still could " + Moment.what(r.info())));
    }

    private static List<LoggedRequest> late(Scene scene) {
        return scene.api.requests().stream()
                .filter(r -> r.info().user().equals(Scene.FIRST) && r.info().isWrite())
                .filter(r -> !r.info().target().resource().equals("leases"))
                .toList();
    }
}
