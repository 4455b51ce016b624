package dev.holdfast.backup.samples.host.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.holdfast.backup.samples.host.Commands.Result;
import dev.holdfast.backup.samples.host.cli.Terminal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoringTest {

    @TempDir
    private Path directory = Path.of("");

    /** Somebody who answers always the same, and remembers the questions. */
    private record Person(boolean answer, List<String> questions) implements Terminal {
        @Override
        public boolean isPresent() {
            return true;
        }

        @Override
        public boolean confirms(String question) {
            questions.add(question);
            return answer;
        }
    }

    @Test
    void showsThePlanAndLeavesNothing() throws Exception {
        try (Tenancy tenancy = new Tenancy(directory)) {
            tenancy.backedUp();

            Result result = tenancy.run("restore", "b1", "--plan");

            assertThat(result.exitCode()).isZero();
            assertThat(result.out())
                    .startsWith("The plan:\n  read Backup tenant-a/b1")
                    .contains("registry.example/tool:1");
            assertThat(result.err()).isEmpty();
            JsonNode json = Tenancy.json(tenancy.run("restore", "b1", "--plan", "-o", "json"));
            assertThat(json.path("reason").asText()).isEqualTo("DryRun");
            assertThat(json.path("plan")).isNotEmpty();
            Tenancy.until("nothing is left", () -> tenancy.names("RestoreJob").isEmpty());
            assertThat(tenancy.journals()).isEmpty();
        }
    }

    @Test
    void asksAndRestoresOnAYesOnly() throws Exception {
        try (Tenancy tenancy = new Tenancy(directory)) {
            tenancy.backedUp();
            Person no = new Person(false, new ArrayList<>());

            Result refused = tenancy.run(no, "restore", "b1", "--name=r1");

            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.err()).isEqualTo("error: nothing was restored, as the answer was not yes\n");
            assertThat(no.questions()).containsExactly("Restore Backup tenant-a/b1 into Database tenant-a/db?");
            Tenancy.until("nothing is left", () -> tenancy.names("RestoreJob").isEmpty());

            CompletableFuture<Result> restore = CompletableFuture.supplyAsync(
                    () -> tenancy.run(new Person(true, new ArrayList<>()), "restore", "b1", "--name=r1"));
            tenancy.podSucceeds("r1-restore");
            assertThat(restore.join().exitCode()).isZero();
            assertThat(restore.join().out())
                    .contains("The plan:", "RestoreJob tenant-a/r1 is created", "Succeeded, RestoreCompleted");
        }
    }

    @Test
    void restoresUnaskedIntoAnotherApplication() throws Exception {
        try (Tenancy tenancy = new Tenancy(directory)) {
            tenancy.backedUp();
            tenancy.application("other");

            CompletableFuture<Result> restore = tenancy.begin("restore", "b1", "--to=other", "--yes", "--name=r1");
            tenancy.podSucceeds("r1-restore");

            assertThat(restore.join().exitCode()).isZero();
            assertThat(restore.join().out()).contains("restored into Database tenant-a/other");
            assertThat(tenancy.find("RestoreJob", "r1")
                            .orElseThrow()
                            .at("/spec/targetApplicationRef/name")
                            .asText())
                    .isEqualTo("other");
        }
    }

    @Test
    void failsIfTheRestoreFailsAndPrintsOneDocument() throws Exception {
        try (Tenancy tenancy = new Tenancy(directory)) {
            tenancy.backedUp();

            CompletableFuture<Result> restore = tenancy.begin("restore", "b1", "--yes", "--name=r1", "-o", "json");
            tenancy.podFails("r1-restore");

            assertThat(restore.join().exitCode()).isEqualTo(1);
            JsonNode json = Tenancy.json(restore.join());
            assertThat(json.path("phase").asText()).isEqualTo("Failed");
            assertThat(json.path("message").asText()).contains("disk full");
            assertThat(json.path("plan")).isNotEmpty();
            assertThat(restore.join().err()).contains("RestoreJob tenant-a/r1: Failed");
        }
    }

    @Test
    void knowsNoBackupOfThatName() throws Exception {
        try (Tenancy tenancy = new Tenancy(directory)) {
            Result result = tenancy.run("restore", "b9", "--yes");

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err()).contains("tenant-a/b9").hasLineCount(1);
        }
    }

    @Test
    void aRestoreThatWaitsForAnApprovalGoesOnOnceItIsGiven() throws Exception {
        try (Tenancy tenancy = new Tenancy(directory)) {
            tenancy.backedUp();
            tenancy.patchClass("{\"spec\":{\"approval\":\"Always\",\"approvers\":\"Admin\"}}");
            CompletableFuture<Result> restore = tenancy.begin("restore", "b1", "--yes", "--name=r1");
            Tenancy.until("waits", () -> ready(tenancy).path("reason").asText().equals("ApprovalRequired"));
            String hash = ready(tenancy).path("message").asText().replaceAll("(?s).*approve hash (\\w+).*", "$1");

            Result other = tenancy.run("approve", "tenant-a/r1", "0123456789abcdef0123456789abcdef");
            assertThat(other.out()).contains("that shows the plan " + hash);
            Result approved = tenancy.run("approve", "tenant-a/r1", hash, "--by=ann");
            assertThat(approved.out())
                    .isEqualTo("The plan " + hash + " of RestoreJob tenant-a/r1 is approved by ann.\n");

            tenancy.podSucceeds("r1-restore");
            assertThat(restore.join().exitCode()).isZero();
            assertThat(restore.join().out()).contains("Pending, ApprovalRequired");
            assertThat(tenancy.run("approve", "tenant-a/r1", hash).err())
                    .contains("has ended")
                    .hasLineCount(1);
        }
    }

    private static JsonNode ready(Tenancy tenancy) {
        JsonNode conditions = tenancy.find("RestoreJob", "r1")
                .map(job -> job.at("/status/conditions"))
                .orElseGet(MissingNode::getInstance);
        for (JsonNode condition : conditions) {
            if (condition.path("type").asText().equals("Ready")) {
                return condition;
            }
        }
        return MissingNode.getInstance();
    }

    @Test
    void cancelsARestore() throws Exception {
        try (Tenancy tenancy = new Tenancy(directory)) {
            tenancy.backedUp();
            tenancy.patchClass("{\"spec\":{\"approval\":\"Always\"}}");
            CompletableFuture<Result> restore = tenancy.begin("restore", "b1", "--yes", "--name=r1");
            Tenancy.until("waits", () -> tenancy.find("RestoreJob", "r1").isPresent());

            assertThat(tenancy.run("cancel", "restorejob/r1").exitCode()).isZero();

            assertThat(restore.join().exitCode()).isEqualTo(1);
            assertThat(restore.join().err())
                    .contains("was deleted before it had ended")
                    .hasLineCount(1);
            assertThat(tenancy.run("cancel", "restorejob/r1").exitCode()).isEqualTo(1);
        }
    }
}
