package dev.holdfast.backup.it.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.testkit.api.RequestFault;
import dev.holdfast.backup.testkit.api.RequestInfo;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An engine that dies before or after any of its writes; the next one goes on, and everything exists once. */
class BackupCrashTest {

    /** Of the run: events are told besides, and a class is judged by itself. */
    private static boolean isWrite(RequestInfo info) {
        return info.user().equals("engine")
                && info.isWrite()
                && !Set.of("events", "backupclasses").contains(info.target().resource());
    }

    @ParameterizedTest
    @CsvSource({"0, false", "0, true", "1, false", "1, true", "2, false", "2, true", "3, false", "3, true"})
    void goesOnAfterACrashAtAnyWrite(int write, boolean committed) {
        try (World world = Backups.tellingNoWaits()) {
            RequestFault last =
                    RequestFault.on(BackupCrashTest::isWrite).skipping(write).times(1);
            world.api.faults().add(committed ? last.losingTheAnswer() : last.dropping());
            world.api
                    .faults()
                    .add(RequestFault.on(BackupCrashTest::isWrite)
                            .skipping(write + 1)
                            .dropping());
            world.apply(Manifests.backupJob("b1"));
            boolean hasPod = write > 1 || (write == 1 && committed);
            if (hasPod) {
                world.podSucceeds("b1-backup", Manifests.RESULT);
            }
            Backups.until(() -> world.engineRequests().stream().anyMatch(r -> r.status() == 0));
            world.stopEngine();
            world.api.faults().clear();
            world.crash();
            if (!hasPod) {
                world.podSucceeds("b1-backup", Manifests.RESULT);
            }

            JsonNode ended = world.awaitPhase("BackupJob", "b1", "Succeeded");
            assertThat(ended.at("/status/backupRef/name").asText()).isEqualTo("b1");
            Backups.oneOfEachCondition(ended);
            assertThat(Backups.recorded(world)).containsExactly("b1");
            assertThat(world.api.objects("batch/v1", "Job")).hasSize(1);
        }
    }

    @Test
    void goesOnAfterACrashWhileItWaits() {
        try (World world = World.start()) {
            world.apply(Manifests.application("db"));
            world.apply(Manifests.strategy(""));
            world.apply(Manifests.backupJob("b1"));
            world.awaitReason("BackupJob", "b1", "BackupClassNotFound");
            world.crash();
            world.apply(Manifests.backupClass());
            Backups.succeed(world, "b1");
        }
    }

    @Test
    void keepsTheStartBoundOfAPodAcrossACrash() {
        try (World world = Backups.platform("job.backups.cozystack.io/startup-deadline-seconds: '4'")) {
            world.apply(Manifests.backupJob("b1"));
            world.podWaits("b1-backup", "ImagePullBackOff", "no such image");
            world.awaitReason("BackupJob", "b1", "PodNotStarting");
            world.crash();
            assertThat(Backups.failure(world, "b1", "PodNotStarting")).contains("ImagePullBackOff");
        }
    }
}
