package dev.holdfast.backup.samples.host.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.samples.host.Commands.Result;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackingUpTest {

    @TempDir
    private Path directory = Path.of("");

    @Test
    void backsUpWithTheOnlyClassAndTellsHowItGoes() throws Exception {
        try (Tenancy tenancy = new Tenancy(directory)) {
            CompletableFuture<Result> backup = tenancy.begin("backup", "Database/db", "--name=b1", "--wait");
            tenancy.podSucceeds("b1-backup");

            Result result = backup.join();
            assertThat(result.err()).isEmpty();
            assertThat(result.exitCode()).isZero();
            assertThat(result.out().lines())
                    .startsWith("BackupJob tenant-a/b1 is created, with class daily")
                    .anyMatch(line -> line.startsWith("BackupJob tenant-a/b1: Succeeded, BackupCompleted"))
                    .endsWith("Backup tenant-a/b1");
        }
    }

    @Test
    void failsIfTheBackupFails() throws Exception {
        try (Tenancy tenancy = new Tenancy(directory)) {
            CompletableFuture<Result> backup = tenancy.begin("backup", "Database/db", "--name=b1", "--wait");
            tenancy.podFails("b1-backup");

            assertThat(backup.join().exitCode()).isEqualTo(1);
            assertThat(backup.join().out()).contains("BackupJob tenant-a/b1: Failed", "disk full");
        }
    }

    @Test
    void doesNotWaitUnasked() throws Exception {
        try (Tenancy tenancy = new Tenancy(directory)) {
            Result result = tenancy.run("backup", "apps.cozystack.io/Database/db");

            assertThat(result.exitCode()).isZero();
            assertThat(tenancy.names("BackupJob")).singleElement().asString().startsWith("db-2");
        }
    }

    @Test
    void saysWhichClassesThereAreIfItCannotKnow() throws Exception {
        try (Tenancy tenancy = new Tenancy(directory)) {
            Result result = tenancy.run("backup", "Queue/q");

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err()).contains("no BackupClass", "Queue").hasLineCount(1);
            assertThat(tenancy.names("BackupJob")).isEmpty();
        }
    }

    @Test
    void listsBackupsForPeopleAndPrograms() throws Exception {
        try (Tenancy tenancy = new Tenancy(directory)) {
            assertThat(tenancy.run("backups").out()).isEqualTo("There are no Backups.\n");
            tenancy.backedUp();

            String table = tenancy.run("backups", "-n", "tenant-a").out();
            assertThat(table).hasLineCount(2);
            assertThat(table).contains("NAMESPACE", "VERIFIED").contains("tenant-a    b1     Database/db");
            assertThat(table).contains("2.0 KiB   Ready   ");
            JsonNode json = Tenancy.json(tenancy.run("backups", "-o", "json"));
            assertThat(json).hasSize(1);
            assertThat(json.at("/0/uri").asText()).isEqualTo("s3://b/db/1.tar");
            assertThat(json.at("/0/application/kind").asText()).isEqualTo("Database");
            assertThat(json.at("/0/sizeBytes").asLong()).isEqualTo(2048);
        }
    }

    @Test
    void cancelsABackup() throws Exception {
        try (Tenancy tenancy = new Tenancy(directory)) {
            CompletableFuture<Result> backup = tenancy.begin("backup", "Database/db", "--name=b1", "--wait");
            tenancy.podRuns("b1-backup");

            assertThat(tenancy.run("cancel", "backupjob/b1").out()).contains("BackupJob tenant-a/b1 is asked to stop");

            assertThat(backup.join().exitCode()).isEqualTo(1);
            assertThat(backup.join().out()).contains("Failed, Cancelled");
            assertThat(tenancy.run("cancel", "backupjob/b1").err())
                    .isEqualTo("error: there is no BackupJob tenant-a/b1 that is under way\n");
        }
    }
}
