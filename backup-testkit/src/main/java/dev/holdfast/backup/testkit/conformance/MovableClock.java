package dev.holdfast.backup.testkit.conformance;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** The system's clock, which somebody may set. Thread-safe. */
final class MovableClock implements InstantSource {

    private final AtomicReference<Duration> off = new AtomicReference<>(Duration.ZERO);

    void jump(Duration by) {
        off.updateAndGet(by::plus);
    }

    @Override
    public Instant instant() {
        return InstantSource.system().instant().plus(off.get());
    }
}
