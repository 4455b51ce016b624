package dev.holdfast.backup.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private final AtomicLong millis = new AtomicLong(5000);
    private final Timeline timeline = new Timeline(2, () -> millis.get() * 1_000_000);

    private void after(long passed) {
        millis.addAndGet(passed);
    }

    @Test
    void latenciesAndRateAreThoseOfTheRunsThatItWasToldOf() throws InterruptedException {
        timeline.creating("a");
        timeline.creating("b");
        after(100);
        timeline.phase("a", "Running");
        timeline.phase("of-another-load", "Succeeded");
        after(200);
        timeline.phase("b", "Running");
        timeline.done("a");
        after(50);
        timeline.phase("a", "Succeeded");
        timeline.done("b");
        after(150);
        timeline.phase("b", "Succeeded");

        assertThat(timeline.awaitSucceeded(Duration.ZERO)).isTrue();
        assertThat(timeline.start()).isEqualTo(new Timeline.Latencies(100, 300, 300));
        assertThat(timeline.notice()).isEqualTo(new Timeline.Latencies(50, 150, 150));
        assertThat(timeline.rate()).isEqualTo(4);
    }

    @Test
    void aRunThatFailsEndsTheLoad() {
        timeline.creating("a");
        timeline.phase("a", "Failed");

        assertThatIllegalStateException()
                .isThrownBy(() -> timeline.awaitSucceeded(Duration.ZERO))
                .withMessageContaining("BackupJob a failed");
    }

    @Test
    void percentilesAreThoseOfTheNearestRank() {
        long[] nanos = new long[200];
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = (200 - i) * 1_000_000L;
        }

        assertThat(Timeline.Latencies.ofNanos(nanos)).isEqualTo(new Timeline.Latencies(100, 198, 200));
    }
}
