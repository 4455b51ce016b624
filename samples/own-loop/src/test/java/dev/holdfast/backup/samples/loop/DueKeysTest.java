package dev.holdfast.backup.samples.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.engine.work.WorkKey;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DueKeysTest {

    private static final Duration LATER = Duration.ofMillis(200);
    private final WorkKey one = new WorkKey(WorkKey.Kind.BACKUP_JOB, "ns", "one");
    private final WorkKey two = new WorkKey(WorkKey.Kind.BACKUP_JOB, "ns", "two");
    private final DueKeys due = new DueKeys();

    @Test
    void givesWhatIsDueFirst() throws InterruptedException {
        due.add(one, LATER);
        due.add(two, Duration.ZERO);

        assertThat(due.take()).contains(two);
        assertThat(due.take()).contains(one);
    }

    @Test
    void aKeyIsThereOnceAtItsEarliestTime() throws InterruptedException {
        due.add(one, LATER);
        due.add(one, Duration.ZERO);
        due.add(one, LATER);

        assertThat(due.take()).contains(one);
        due.close();
        assertThat(due.take()).isEmpty();
    }

    @Test
    void aKeyThatWasTakenMayComeBack() throws InterruptedException {
        due.add(one, Duration.ZERO);
        due.take();
        due.add(one, Duration.ZERO);

        assertThat(due.take()).contains(one);
    }
}
