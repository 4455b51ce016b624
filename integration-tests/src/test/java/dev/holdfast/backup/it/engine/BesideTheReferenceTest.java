package dev.holdfast.backup.it.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.driver.job.JobDriver;
import dev.holdfast.backup.engine.EngineOptions;
import dev.holdfast.backup.engine.Health;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the reference's controller left behind, and what happens while it is still there. */
class BesideTheReferenceTest {

    private static final String THEIR_NS = "cozy-backup-controller";
    private static final String THEIR_LEASE = "strategy.backups.cozystack.io";
    private static final Duration GRACE = Duration.ofSeconds(3);
    private static final DateTimeFormatter MICRO_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private static final String STARTED =
            """
            {"status": {"phase": "Running", "startedAt": "2026-05-01T12:00:00Z"}}""";

    private static World world(String lease) {
        World world = World.with(
                o -> o.withReference(r -> new EngineOptions.Reference(THEIR_NS, lease, Duration.ofMillis(200), GRACE)),
                List.of(new JobDriver()));
        world.client
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(THEIR_NS)
                        .endMetadata()
                        .build())
                .create();
        Manifests.platform(world);
        return world;
    }

    private static World world() {
        return world(THEIR_LEASE);
    }

    private static void status(World world, String kind, String name, String patch) {
        world.client
                .genericKubernetesResources(Manifests.apiVersion(kind), kind)
                .inNamespace(World.NS)
                .withName(name)
                .subresource("status")
                .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    }

    /** The reference holds its lease, renewed now for the last time. */
    private static Instant holdsItsLease(World world, Duration duration) {
        Instant now = Clock.systemUTC().instant();
        world.apply(
                """
                apiVersion: coordination.k8s.io/v1
                kind: Lease
                metadata: {name: %s, namespace: %s}
                spec: {holderIdentity: their-pod_1, leaseDurationSeconds: %d, renewTime: "%s"}
                """
                        .formatted(THEIR_LEASE, THEIR_NS, duration.toSeconds(), MICRO_TIME.format(now)));
        return now.plus(duration);
    }

    /** As the reference's Job driver records it: no annotation, no artifact, its two finalizers. */
    private static String theirBackup(String name) {
        return """
               apiVersion: backups.cozystack.io/v1alpha1
               kind: Backup
               metadata:
                 name: %s
                 namespace: tenant-a
                 finalizers: [backups.cozystack.io/cleanup, backups.cozystack.io/cleanup-velero]
               spec:
                 applicationRef: {apiGroup: apps.cozystack.io, kind: Database, name: db}
                 strategyRef: {apiGroup: strategy.backups.cozystack.io, kind: Job, name: tool}
                 takenAt: "2026-05-01T12:00:00Z"
                 driverMetadata: {job.strategy.backups.cozystack.io/parameter/stream: AUDIT}
               status: {phase: Ready}
               """
                .formatted(name);
    }

    private static Optional<Health> line(World world) {
        return world.engine().health().stream()
                .filter(h -> h.name().equals("reference controller"))
                .findFirst();
    }

    private static void theirRestore(World world, String name) {
        world.stopEngine();
        world.apply(theirBackup("b0"));
        Scenes.restore(world, name, "b0", "");
        world.patch("RestoreJob", name, "{\"metadata\":{\"finalizers\":[\"backups.cozystack.io/cleanup\"]}}");
        status(world, "RestoreJob", name, STARTED);
    }

    @Test
    void aBackupThatItHasStartedIsLeftAloneAndThenFailed() {
        try (World world = world()) {
            world.stopEngine();
            world.apply(Manifests.backupJob("b1"));
            status(world, "BackupJob", "b1", STARTED);
            JsonNode before = world.get("BackupJob", "b1");
            world.crash();
            world.apply(Manifests.backupJob("b2"));
            Backups.succeed(world, "b2");
            assertThat(world.get("BackupJob", "b1")).isEqualTo(before);

            assertThat(Backups.failure(world, "b1", "StartedElsewhere"))
                    .contains("at 2026-05-01T12:00:00Z", "nothing was undone", "create a new BackupJob");
            assertThat(world.find("Job", "b1-backup")).isEmpty();
        }
    }

    @Test
    void aBackupWhoseWorkItHasOnlyBegunToPrepareIsNotTakenOverEither() {
        try (World world = world()) {
            world.stopEngine();
            world.apply(Manifests.backupJob("b1"));
            status(world, "BackupJob", "b1", "{\"status\":{\"startedAt\":\"2026-05-01T12:00:00Z\"}}");
            world.crash();
            Backups.failure(world, "b1", "StartedElsewhere");
            assertThat(world.find("Job", "b1-backup")).isEmpty();
        }
    }

    @Test
    void aJobThatItHasSeenButNotStartedIsTakenOn() {
        try (World world = world()) {
            world.stopEngine();
            world.apply(Manifests.backupJob("b1"));
            status(
                    world,
                    "BackupJob",
                    "b1",
                    "{\"status\":{\"conditions\":[{\"type\":\"Ready\",\"status\":\"False\",\"reason\":\"BackupClassNotFound\","
                            + "\"message\":\"m\",\"lastTransitionTime\":\"2026-05-01T12:00:00Z\"}]}}");
            world.crash();
            Backups.succeed(world, "b1");
        }
    }

    @Test
    void aRestoreThatItHasStartedIsFailedAndLosesItsFinalizer() {
        try (World world = world()) {
            theirRestore(world, "r1");
            world.crash();
            JsonNode job = world.awaitPhase("RestoreJob", "r1", "Failed");
            assertThat(Scenes.reason(job)).isEqualTo("StartedElsewhere");
            assertThat(Scenes.message(job)).contains("the data of the target", "create a new RestoreJob");
            world.await("RestoreJob", "r1", o -> o.at("/metadata/finalizers").isEmpty());
            assertThat(world.find("Job", "r1-restore")).isEmpty();
            assertThat(Scenes.journals(world)).isEmpty();
        }
    }

    @Test
    void aRestoreThatItHasStartedGoesAtOnceWhenItIsDeleted() {
        try (World world = world()) {
            theirRestore(world, "r1");
            world.delete("RestoreJob", "r1");
            world.crash();
            Scenes.awaitGone(world, "RestoreJob", "r1");
        }
    }

    @Test
    void itsJobsAreItsOwnWhileItRenewsItsLease() {
        try (World world = world()) {
            world.stopEngine();
            world.apply(Manifests.backupJob("b1"));
            world.apply(Manifests.backupJob("b2"));
            status(world, "BackupJob", "b1", STARTED);
            status(world, "BackupJob", "b2", STARTED);
            Instant end = holdsItsLease(world, GRACE.multipliedBy(2));
            world.crash();
            status(world, "BackupJob", "b2", "{\"status\":{\"phase\":\"Succeeded\"}}");

            Backups.failure(world, "b1", "StartedElsewhere");
            assertThat(Clock.systemUTC().instant()).isAfterOrEqualTo(end);
            assertThat(world.get("BackupJob", "b2").at("/status/phase").asText())
                    .isEqualTo("Succeeded");
        }
    }

    @Test
    void aJobOfAForeignStrategyIsNotItsBusiness() {
        try (World world = world()) {
            world.stopEngine();
            world.apply(Backups.classFor("strategy.example.org", "Job", "").replace("daily", "theirs"));
            world.apply(Manifests.backupJob("foreign").replace("daily", "theirs"));
            world.apply(Manifests.backupJob("b1"));
            status(world, "BackupJob", "foreign", STARTED);
            status(world, "BackupJob", "b1", STARTED);
            JsonNode before = world.get("BackupJob", "foreign");
            world.crash();
            Backups.failure(world, "b1", "StartedElsewhere");
            assertThat(world.get("BackupJob", "foreign")).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void itsBackupsCanBeRestored(boolean onItsCrds) {
        try (World world = onItsCrds ? UpstreamCrds.world() : World.start()) {
            Manifests.platform(world);
            world.apply(theirBackup("b0"));
            Scenes.restore(world, "r1", "b0", "");
            assertThat(world.awaitPod("r1-restore").at("/spec/containers/0/env").toString())
                    .contains("\"AUDIT\"", "\"restore\"");
            world.podSucceeds("r1-restore", "");
            world.awaitPhase("RestoreJob", "r1", "Succeeded");
        }
    }

    @Test
    void itsFinishedJobsStayAsTheyAreAndItsObjectsCanBeDeleted() {
        try (World world = world()) {
            theirRestore(world, "r1");
            status(world, "RestoreJob", "r1", "{\"status\":{\"phase\":\"Succeeded\"}}");
            world.apply(Manifests.backupJob("b1"));
            status(world, "BackupJob", "b1", STARTED.replace("Running", "Failed"));
            JsonNode before = world.get("BackupJob", "b1");
            world.crash();
            world.delete("RestoreJob", "r1");
            Scenes.awaitGone(world, "RestoreJob", "r1");
            world.delete("Backup", "b0");
            Scenes.awaitGone(world, "Backup", "b0");
            assertThat(world.get("BackupJob", "b1")).isEqualTo(before);
        }
    }

    @Test
    void isReportedWhileItIsAtWork() {
        try (World world = world()) {
            assertThat(line(world)).get().matches(Health::ok);
            holdsItsLease(world, Duration.ofSeconds(3));
            Scenes.until("reported", () -> line(world).filter(h -> !h.ok()).isPresent());
            assertThat(line(world).orElseThrow().required()).isFalse();
            assertThat(line(world).orElseThrow().detail())
                    .contains("their-pod_1", THEIR_NS + "/" + THEIR_LEASE, "stop one of them");
            Scenes.until("gone", () -> line(world).filter(Health::ok).isPresent());
        }
    }

    @Test
    void isReportedFromTheStart() {
        try (World world = world()) {
            world.stopEngine();
            holdsItsLease(world, Duration.ofMinutes(5));
            world.crash();
            assertThat(line(world)).get().matches(h -> !h.ok());
        }
    }

    @Test
    void isNotLookedForWithoutTheNameOfItsLease() {
        try (World world = world("")) {
            holdsItsLease(world, Duration.ofMinutes(5));
            world.apply(Manifests.backupJob("b1"));
            Backups.succeed(world, "b1");
            assertThat(line(world)).isEmpty();
            assertThat(world.engineRequests()).noneMatch(r -> r.path().contains("/leases"));
        }
    }
}
