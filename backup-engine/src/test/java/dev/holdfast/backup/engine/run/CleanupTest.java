package dev.holdfast.backup.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.spi.RunPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CleanupTest {

    @ParameterizedTest
    @CsvSource({"BACKUP, true", "RESTORE, true", "RECLAIM, false", "VERIFY, false"})
    void aFinishedJobIsLeftToItsOwnerIfItHasOne(Operation operation, boolean leavesNothing) {
        Run run = Samples.run(operation, RunPlan.of(Samples.podStage("run")));
        assertThat(Cleanup.leavesNothing(run)).isEqualTo(leavesNothing);
    }

    @Test
    void whatARunHasCreatedForItselfIsRemoved() {
        Run run = Samples.run(
                Operation.BACKUP,
                RunPlan.of(Samples.createStage("dump", Samples.backupJob("{}").ref())));
        assertThat(Cleanup.leavesNothing(run)).isFalse();
    }
}
