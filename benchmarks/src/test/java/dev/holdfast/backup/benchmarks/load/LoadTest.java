package dev.holdfast.backup.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.testkit.cluster.KubeBinaries;
import dev.holdfast.backup.testkit.cluster.RealCluster;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The harness on a real kube-apiserver, with a load that is only large enough to go through it. */
class LoadTest {

    private static final LoadOptions SMALL = new LoadOptions(3, WorkTime.NONE, 1, 4, List.of());

    /** On a build server that can build the programs their absence is an error. */
    static boolean canRun() {
        return KubeBinaries.isRequired() || RealCluster.find().isPresent();
    }

    @Test
    @EnabledIf(value = "canRun", disabledReason = KubeBinaries.HINT)
    void measuresTheEngineAndFindsItsRequests() throws Exception {
        KubeBinaries binaries = RealCluster.find().orElseThrow(() -> new IllegalStateException(KubeBinaries.HINT));

        Figures figures = new Measurement(binaries, SMALL).of(Mode.ENGINE);

        // A machine that is slow enough for a wait to be told costs a few more of other kinds.
        assertThat(figures.requests().ofRuns())
                .containsEntry("create jobs", 3)
                .containsEntry("create backups", 3)
                .containsEntry("get databases", 3);
        assertThat(figures.rate()).isPositive();
        assertThat(figures.notice().p50()).isPositive();
        assertThat(figures.peakMebibytes()).isBetween(50L, 1000L);
        assertThat(figures.cpu()).isPositive();
        assertThat(Report.table(List.of(figures))).contains("| engine |", "| · create jobs | 1.00 |");
    }

    @Test
    @EnabledIf(value = "canRun", disabledReason = KubeBinaries.HINT)
    void measuresTheBareLoopThatOnlyWrites() throws Exception {
        KubeBinaries binaries = RealCluster.find().orElseThrow(() -> new IllegalStateException(KubeBinaries.HINT));

        Figures figures = new Measurement(binaries, SMALL).of(Mode.BARE);

        assertThat(figures.requests().ofRuns())
                .containsOnlyKeys("create jobs", "create backups", "create events", "patch backupjobs/status");
        assertThat(figures.requestsPerRun()).isEqualTo(6);
    }
}
