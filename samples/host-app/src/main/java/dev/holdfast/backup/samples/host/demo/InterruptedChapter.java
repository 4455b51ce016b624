package dev.holdfast.backup.samples.host.demo;

import dev.holdfast.backup.api.JobPhase;
import dev.holdfast.backup.samples.host.cli.CommandFailure;
import dev.holdfast.backup.testkit.vault.VaultCluster;
import dev.holdfast.backup.testkit.vault.VaultFault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A live cluster is rebuilt in place, and the engine that does it dies past the point of no return. */
final class InterruptedChapter implements Chapter {

    private static final int ROWS = 50;
    private static final String BACKUP = "vault-first";
    private static final String RESTORE = "vault-rebuild";

    @Override
    public String name() {
        return "interrupted";
    }

    @Override
    public String about() {
        return "A live cluster is taken apart, the engine is killed halfway, and another one brings the data back.";
    }

    @Override
    public Scenario.Outcome play(DemoFiles files, Progress progress) {
        List<Report.Line> lines = new ArrayList<>();
        try (VaultEnvironment environment = new VaultEnvironment()) {
            story(environment, progress, lines);
            return new Scenario.Outcome(Report.of(lines), Optional.empty());
        } catch (CommandFailure e) {
            return new Scenario.Outcome(new Report(lines, false), Optional.ofNullable(e.getMessage()));
        }
    }

    private static void story(VaultEnvironment environment, Progress progress, List<Report.Line> lines) {
        progress.step("start an imaginary operator, its cluster and an engine", environment::start);
        VaultCluster cluster = environment.cluster();
        progress.step("write rows to the cluster", () -> fill(cluster, "kept"));
        long rows = rows(cluster);
        String digest = cluster.digest().orElse("");
        Instant begun = Clock.systemUTC().instant();
        Runs.Made backup = progress.step(
                "back up " + BACKUP,
                () -> environment.runs().backUp(VaultEnvironment.APPLICATION, BACKUP),
                made -> made.uri() + ", " + made.checksum());
        lines.add(line(BACKUP, "BackupJob", backup, begun, rows, digest, cluster));
        progress.step("overwrite the rows", () -> fill(cluster, "lost"));
        Instant restoring = Clock.systemUTC().instant();
        environment.platform().begin(VaultFault.BOOTSTRAP_HELD);
        progress.step("restore in place, until the old cluster is gone", () -> {
            environment.runs().request(backup, Optional.empty(), RESTORE);
            environment.awaitRebuilding();
        });
        progress.step("kill the engine past the point of no return", environment::kill);
        environment.platform().end(VaultFault.BOOTSTRAP_HELD);
        progress.step(
                "start another engine, which finishes",
                () -> {
                    environment.startEngine();
                    environment.runs().awaitRestore(RESTORE);
                    return rows(cluster) + " rows"
                            + (cluster.digest().equals(Optional.of(digest)) ? ", as backed up" : ", DIFFERENT");
                },
                said -> said);
        lines.add(line(RESTORE, "RestoreJob", backup, restoring, rows, digest, cluster));
    }

    private static void fill(VaultCluster cluster, String value) {
        for (int i = 0; i < ROWS; i++) {
            cluster.write("row-" + i, value + " " + i);
        }
    }

    private static long rows(VaultCluster cluster) {
        return cluster.read().map(Map::size).orElse(0);
    }

    private static Report.Line line(
            String name, String kind, Runs.Made backup, Instant begun, long rows, String digest, VaultCluster cluster) {
        return new Report.Line(
                name,
                kind,
                JobPhase.SUCCEEDED.wire(),
                backup.uri(),
                backup.sizeBytes(),
                backup.checksum(),
                Duration.between(begun, Clock.systemUTC().instant()).toMillis() / 1000.0,
                rows,
                rows(cluster),
                digest,
                cluster.digest().orElse(""));
    }
}
