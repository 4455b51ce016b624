package dev.holdfast.backup.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.spi.ResourceKind;
import dev.holdfast.backup.spi.RunPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CleanupTest {

    @ParameterizedTest
    @CsvSource({"BackupJob, true", "RestoreJob, true", "Backup, false"})
    void aFinishedJobIsLeftToItsOwnerIfItHasOne(String ownerKind, boolean leavesNothing) {
        Run run = Samples.run(Operation.BACKUP, RunPlan.of(Samples.podStage("run")));
        JobView owner = Samples.view(new ResourceKind(Kinds.BACKUP.apiVersion(), ownerKind), "x", "{}");
        assertThat(Cleanup.leavesNothing(run, owner)).isEqualTo(leavesNothing);
    }

    @Test
    void whatARunHasCreatedForItselfIsRemoved() {
        Run run = Samples.run(
                Operation.BACKUP,
                RunPlan.of(Samples.createStage("dump", Samples.backupJob("{}").ref())));
        assertThat(Cleanup.leavesNothing(run, Samples.backupJob("{}"))).isFalse();
    }
}
