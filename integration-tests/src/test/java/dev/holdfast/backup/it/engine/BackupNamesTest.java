package dev.holdfast.backup.it.engine;

import static dev.holdfast.backup.it.engine.World.condition;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Names that are too long, used before, or taken by somebody else. */
class BackupNamesTest {

    @Test
    void runsJobsWithNamesThatAreTooLongForLabelsAndPods() {
        String part = "a-very-long-name-of-a-nightly-backup.";
        String name = part.repeat(5) + "with-the-200th-.character-being-a-dot";
        String broken = name.substring(0, 199) + ".ends-in-a-dot-when-it-is-cut-to-two-hundred";
        try (World world = Backups.platform()) {
            for (String job : List.of(name.replace("-.", "."), broken.replace("-.", "."))) {
                assertThat(job).hasSizeGreaterThan(200);
                world.apply(Manifests.backupJob(job));
                JsonNode child = Backups.childOf(world, job);
                String childName = child.at("/metadata/name").asText();
                assertThat(childName).hasSizeLessThanOrEqualTo(63).doesNotContain(".");
                world.podSucceeds(childName, Manifests.RESULT);
                JsonNode ended = world.awaitPhase("BackupJob", job, "Succeeded");
                assertThat(ended.at("/status/backupRef/name").asText()).isEqualTo(job);
                Backups.until(() -> world.events(job).containsAll(List.of("Started", "BackupCompleted")));
            }
        }
    }

    @Test
    void aJobOfAnEarlierNameNeverAdoptsWhatTheEarlierOneMade() {
        try (World world = Backups.platform()) {
            world.apply(Manifests.backupJob("b1"));
            JsonNode first = Backups.succeed(world, "b1");
            JsonNode firstBackup = world.get("Backup", "b1");
            String firstChild = Backups.uid(world.get("Job", "b1-backup"));
            world.delete("BackupJob", "b1");
            world.apply(Manifests.backupJob("b1"));
            JsonNode second = world.get("BackupJob", "b1");
            assertThat(Backups.uid(second)).isNotEqualTo(Backups.uid(first));

            world.await(
                    "Job",
                    "b1-backup",
                    j -> !j.isMissingNode() && !Backups.uid(j).equals(firstChild));
            Backups.until(() -> world.pods("b1-backup").stream()
                    .allMatch(p -> p.at("/metadata/labels/backups.cozystack.io~1owner-uid")
                            .asText()
                            .equals(Backups.uid(second))));
            JsonNode ended = Backups.succeed(world, "b1");
            String name = ended.at("/status/backupRef/name").asText();
            assertThat(name).startsWith("b1-").isNotEqualTo("b1");
            assertThat(Backups.recorded(world)).containsExactlyInAnyOrder("b1", name);
            assertThat(world.get("Backup", "b1")).isEqualTo(firstBackup);
            assertThat(condition(ended, "Ready").path("message").asText()).contains(name);
        }
    }

    @Test
    void leavesAStrangersJobAloneAndSaysSo() {
        try (World world = Backups.platform()) {
            world.apply(Backups.strangersJob(""));
            JsonNode stranger = world.get("Job", "b1-backup");
            world.apply(Manifests.backupJob("b1"));
            assertThat(Backups.failure(world, "b1", "NameTaken")).contains("b1-backup", "left alone");
            assertThat(Backups.uid(world.get("Job", "b1-backup"))).isEqualTo(Backups.uid(stranger));
            assertThat(world.get("Job", "b1-backup")
                            .at("/metadata/deletionTimestamp")
                            .isMissingNode())
                    .isTrue();
        }
    }

    @Test
    void waitsForAJobThatIsAboutToGo() {
        try (World world = Backups.platform()) {
            world.apply(Backups.strangersJob(", finalizers: [example.org/slow]"));
            String stranger = Backups.uid(world.get("Job", "b1-backup"));
            world.delete("Job", "b1-backup");
            world.apply(Manifests.backupJob("b1"));
            JsonNode waiting = world.awaitReason("BackupJob", "b1", "NameStillTaken");
            assertThat(condition(waiting, "Ready").path("message").asText()).contains("b1-backup", "about to go");

            world.patch("Job", "b1-backup", "{\"metadata\":{\"finalizers\":null}}");
            world.await(
                    "Job",
                    "b1-backup",
                    j -> !j.isMissingNode() && !Backups.uid(j).equals(stranger));
            Backups.succeed(world, "b1");
        }
    }
}
