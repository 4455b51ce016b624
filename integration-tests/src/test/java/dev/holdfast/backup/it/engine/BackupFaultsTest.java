package dev.holdfast.backup.it.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.spi.Stage;
import dev.holdfast.backup.testkit.api.AccessRule;
import dev.holdfast.backup.testkit.api.RequestFault;
import dev.holdfast.backup.testkit.api.RequestInfo;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of the API server that are not the hoped-for ones. */
class BackupFaultsTest {

    private static final String DUMP_CRD =
            """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: dumps.example.com}
            spec:
              group: example.com
              names: {kind: Dump, plural: dumps, singular: dump, listKind: DumpList}
              scope: Namespaced
              versions:
                - name: v1
                  served: true
                  storage: true
                  schema:
                    openAPIV3Schema:
                      type: object
                      properties:
                        spec:
                          type: object
                          properties:
                            format: {type: string, enum: [text, binary]}
                            parallel: {type: integer, minimum: 1}
            """;

    private static Predicate<RequestInfo> engines(String verb, String resource) {
        return info -> info.user().equals("engine")
                && info.verb().equals(verb)
                && (info.target().resource()
                                + (info.target().subresource().isEmpty()
                                        ? ""
                                        : "/" + info.target().subresource()))
                        .equals(resource);
    }

    private static RequestFault fault(RequestFault on, String kind) {
        return switch (kind) {
            case "429" -> on.throttling(1);
            case "drop" -> on.dropping();
            case "lost" -> on.losingTheAnswer();
            case "500 after" -> on.failingAfterCommit(500, "InternalError");
            default -> on.failing(Integer.parseInt(kind), kind.equals("409") ? "Conflict" : "InternalError");
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"409", "429", "500", "drop", "lost", "500 after"})
    void everyWriteIsTriedAgainAndHappensOnce(String kind) {
        try (World world = Backups.tellingNoWaits()) {
            for (String write : List.of("patch backupjobs/status", "create jobs", "create backups")) {
                String[] parts = write.split(" ");
                RequestFault on = RequestFault.on(engines(parts[0], parts[1]));
                world.api.faults().add(fault(on.times(1), kind));
                if (parts[0].equals("patch")) {
                    world.api.faults().add(fault(on.skipping(2).times(1), kind));
                }
            }
            world.apply(Manifests.backupJob("b1"));
            JsonNode ended = Backups.succeed(world, "b1");
            Backups.oneOfEachCondition(ended);
            assertThat(ended.at("/status/backupRef/name").asText()).isEqualTo("b1");
            assertThat(Backups.recorded(world)).containsExactly("b1");
            assertThat(world.api.objects("batch/v1", "Job")).hasSize(1);
            assertThat(world.events("b1")).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @CsvSource({"batch, jobs, Job", "backups.cozystack.io, backups, Backup"})
    void waitsOutARefusalForAGraceTimeAndThenNamesIt(String group, String resource, String kind) {
        try (World world = Backups.tellingNoWaits()) {
            world.api
                    .access()
                    .deny(AccessRule.deny("create", group, resource)
                            .forUser("engine")
                            .inNamespace(World.NS));
            world.apply(Manifests.backupJob("b1"));
            if (kind.equals("Backup")) {
                world.podSucceeds("b1-backup", Manifests.RESULT);
            }
            assertThat(Backups.failure(world, "b1", "Forbidden")).contains("create", resource, "namespace tenant-a");
        }
    }

    @Test
    void goesOnWhenARoleComesWithinTheGraceTime() {
        AccessRule rule = AccessRule.deny("create", "batch", "jobs").forUser("engine");
        try (World world = Backups.tellingNoWaits()) {
            world.api.access().deny(rule);
            world.apply(Manifests.backupJob("b1"));
            world.awaitReason("BackupJob", "b1", "Forbidden");
            world.api.access().allow(rule);
            Backups.succeed(world, "b1");
        }
    }

    @Test
    void failsAtOnceWhatTheApiServerFindsInvalid() {
        try (World world = Backups.tellingNoWaits()) {
            world.api.faults().add(RequestFault.on(engines("create", "jobs")).failing(422, "Invalid"));
            world.apply(Manifests.backupJob("b1"));
            assertThat(Backups.failure(world, "b1", "Rejected")).contains("create", "jobs", "injected fault");
        }
    }

    @Test
    void namesEveryFieldThatTheApiServerRefused() {
        GenericKubernetesResource dump = new GenericKubernetesResource();
        dump.setApiVersion("example.com/v1");
        dump.setKind("Dump");
        dump.setMetadata(new ObjectMetaBuilder()
                .withNamespace(World.NS)
                .withName("dump-of-b1")
                .build());
        dump.setAdditionalProperty("spec", Map.of("format", "tape", "parallel", 0));
        try (World world = ScriptedDriver.backingUp(Stage.create("dump", dump)).world()) {
            world.apply(DUMP_CRD);
            world.apply(Manifests.backupJob("b1"));
            assertThat(Backups.failure(world, "b1", "Rejected"))
                    .contains("create dumps tenant-a/dump-of-b1", "spec.format: ", "\"tape\"", "spec.parallel: ", "0");
        }
    }

    @Test
    void goesOnWhenAQuotaHasRoomWithinTheGraceTime() {
        try (World world = Backups.tellingNoWaits()) {
            world.api.faults().add(overQuota());
            world.apply(Manifests.backupJob("b1"));
            JsonNode waiting = world.awaitReason("BackupJob", "b1", "Forbidden");
            assertThat(Scenes.message(waiting)).contains("a quota refuses it", "exceeded quota: small");
            world.api.faults().clear();
            Backups.succeed(world, "b1");
        }
    }

    @Test
    void failsAsForbiddenWhenAQuotaHasNoRoomForLong() {
        try (World world = Backups.tellingNoWaits()) {
            world.api.faults().add(overQuota());
            world.apply(Manifests.backupJob("b1"));
            world.awaitReason("BackupJob", "b1", "Forbidden");
            assertThat(Backups.failure(world, "b1", "Forbidden"))
                    .contains("a quota refuses it", "exceeded quota: small", "count/jobs.batch")
                    .doesNotContain("the engine may not");
            assertThat(world.engineRequests().stream()
                            .filter(r -> engines("create", "jobs").test(r.info())))
                    .hasSizeGreaterThan(1);
        }
    }

    /** In the words of the admission plugin. */
    private static RequestFault overQuota() {
        return RequestFault.on(engines("create", "jobs"))
                .failing(
                        403,
                        "Forbidden",
                        "jobs.batch \"b1-backup\" is forbidden: exceeded quota: small, requested: count/jobs.batch=1,"
                                + " used: count/jobs.batch=3, limited: count/jobs.batch=3");
    }

    @Test
    void anEventThatCannotBeWrittenStopsNoRun() {
        try (World world = Backups.tellingNoWaits()) {
            world.api.access().deny(AccessRule.deny("create", "", "events").forUser("engine"));
            world.apply(Manifests.backupJob("b1"));
            Backups.succeed(world, "b1");
        }
    }
}
