package dev.holdfast.backup.it.real;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** What the definitions promise to those who read and write the objects. They were installed without a warning. */
abstract class DefinitionsContract {

    @Test
    void everyDefinitionIsEstablishedAndStructural(Platform platform) {
        assertThat(platform.client
                        .apiextensions()
                        .v1()
                        .customResourceDefinitions()
                        .list()
                        .getItems())
                .filteredOn(crd -> crd.getSpec().getGroup().endsWith("backups.cozystack.io"))
                // Five core kinds and the strategies Job and Vault.
                .hasSize(7)
                .allSatisfy(crd -> {
                    assertThat(crd.getStatus().getConditions())
                            .filteredOn(c -> c.getStatus().equals("True"))
                            .extracting(c -> c.getType())
                            .containsExactlyInAnyOrder("NamesAccepted", "Established");
                });
    }

    @Test
    void aBackupKeepsTheStatusThatItIsCreatedWith(Platform platform) {
        try (RealWorld world = RealWorld.idle(platform)) {
            world.apply(
                    """
                    apiVersion: backups.cozystack.io/v1alpha1
                    kind: Backup
                    metadata: {name: b, namespace: %s}
                    spec:
                      applicationRef: {kind: Database, name: db}
                      strategyRef: {kind: Job, name: tool}
                      takenAt: "2026-05-01T12:00:00Z"
                    status:
                      phase: Ready
                      artifact: {uri: "s3://b/k", sizeBytes: 5000000000}
                    """
                            .formatted(world.namespace));
            JsonNode stored = world.find("Backup", "b").orElseThrow();
            assertThat(stored.at("/status/phase").asText()).isEqualTo("Ready");
            assertThat(stored.at("/status/artifact/sizeBytes").asLong()).isEqualTo(5_000_000_000L);
        }
    }

    @Test
    void jobsAreSelectedByTheirApplication(Platform platform) {
        try (RealWorld world = RealWorld.idle(platform)) {
            world.backUp("b1");
            String all = platform.kubectl(
                    "get",
                    "backupjobs",
                    "-n",
                    world.namespace,
                    "--field-selector=spec.applicationRef.name=db",
                    "-o",
                    "name");
            String none = platform.kubectl(
                    "get",
                    "backupjobs",
                    "-n",
                    world.namespace,
                    "--field-selector=spec.applicationRef.name=x",
                    "-o",
                    "name");
            assertThat(all.strip()).isEqualTo("backupjob.backups.cozystack.io/b1");
            assertThat(none).doesNotContain("b1");
        }
    }
}
