package dev.holdfast.backup.testkit.api;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Runs passes after changes; changes that pile up meanwhile share one pass. */
final class SweepingController implements SimulatedController {

    private final List<Sweep> sweeps;
    private final LongSupplier revision;
    private final AtomicLong swept = new AtomicLong();
    private volatile Optional<Subscription> subscription = Optional.empty();

    SweepingController(List<Sweep> sweeps, LongSupplier revision) {
        this.sweeps = sweeps;
        this.revision = revision;
    }

    @Override
    public void start(SimulatedApi api) {
        subscription = Optional.of(api.subscribe(this::react));
    }

    private void react(ObjectChange change) {
        if (change.revision() > swept.get()) {
            swept.set(revision.getAsLong());
            sweeps.forEach(Sweep::run);
        }
    }

    @Override
    public void close() {
        subscription.ifPresent(Subscription::close);
    }
}
