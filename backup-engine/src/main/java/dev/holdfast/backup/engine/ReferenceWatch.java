package dev.holdfast.backup.engine;

import dev.holdfast.backup.engine.cluster.ReferenceLease;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks now and then whether the reference's controller is at work beside this engine, and says so. Thread-safe. */
final class ReferenceWatch {

    private static final Logger LOG = LoggerFactory.getLogger(ReferenceWatch.class);
    private static final Sight NOT_SEEN = new Sight(true, false, "the reference's controller is not at work here");

    private final EngineOptions.Reference reference;
    private final ReferenceLease lease;
    private volatile Sight sight = NOT_SEEN;

    private record Sight(boolean ok, boolean atWork, String text) {}

    ReferenceWatch(EngineOptions.Reference reference, ReferenceLease lease) {
        this.reference = reference;
        this.lease = lease;
    }

    /** Looks now, and on these timers from then on; not at all if it is not to be looked for. */
    void start(ScheduledExecutorService timers) {
        if (reference.isLookedFor()) {
            look();
            long every = reference.lookEvery().toMillis();
            timers.scheduleWithFixedDelay(this::look, every, every, TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        Sight now = see();
        boolean changed = !now.equals(sight);
        sight = now;
        if (now.atWork() || (changed && !now.ok())) {
            LOG.warn("{}", now.text());
        } else if (changed) {
            LOG.info("{}", now.text());
        }
    }

    private Sight see() {
        String name = reference.namespace() + "/" + reference.lease();
        try {
            return lease.holder()
                    .map(holder -> new Sight(
                            false,
                            true,
                            "the reference's controller is at work beside this engine: " + holder + " renews lease "
                                    + name + ". Both work on the same jobs; stop one of them"))
                    .orElse(NOT_SEEN);
        } catch (RuntimeException e) {
            // A timer's task that throws is not run again.
            return new Sight(
                    false, false, "whether the reference's controller is at work cannot be seen: " + e.getMessage());
        }
    }

    /** Whether it was at work when it was last looked for. */
    boolean isAtWork() {
        return sight.atWork();
    }

    /** For readiness pages, where nothing depends on it; empty if it is not looked for. */
    Optional<Health> health() {
        Sight now = sight;
        return reference.isLookedFor()
                ? Optional.of(new Health("reference controller", now.ok(), false, now.text()))
                : Optional.empty();
    }
}
