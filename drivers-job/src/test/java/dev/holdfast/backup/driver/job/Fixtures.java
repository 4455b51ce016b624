package dev.holdfast.backup.driver.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.spi.ApplicationRef;
import dev.holdfast.backup.spi.BackupRecord;
import dev.holdfast.backup.spi.Failed;
import dev.holdfast.backup.spi.Planning;
import dev.holdfast.backup.spi.RunPlan;
import dev.holdfast.backup.spi.SecretUse;
import dev.holdfast.backup.spi.Stage;
import dev.holdfast.backup.spi.StageAction;
import dev.holdfast.backup.spi.StoreUse;
import dev.holdfast.backup.spi.Strategy;
import dev.holdfast.backup.spi.StrategyType;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What the tests of this package start from. */
final class Fixtures {

    static final ApplicationRef APPLICATION =
            new ApplicationRef("apps.example.io", "Generic", "tenant-a", "app", Optional.of("app-uid"));

    static final String URI = "s3://backups/team/app/run.tar";

    static final StoreUse STORE = new StoreUse(
            "https://s3.example.io",
            "backups",
            "team",
            Optional.of("eu-1"),
            true,
            "auto",
            SecretUse.of("store-keys", "accessKey", "secretKey"),
            Optional.of(SecretUse.of("store-ca", "ca.crt")),
            StoreUse.Access.READ,
            StoreUse.ChosenBy.ADMIN);

    static final String SPEC =
            """
            template:
              spec:
                containers:
                  - name: run
                    image: registry.example/tool:1
                    args: ["backup"]
            """;

    private Fixtures() {}

    /** A strategy with {@link #SPEC}; knobs are annotations without the prefix, in pairs. */
    static Strategy strategy(String... knobs) {
        return strategyOf(SPEC, knobs);
    }

    static Strategy strategyOf(String spec, String... knobs) {
        var annotations = new HashMap<String, String>();
        for (int i = 0; i < knobs.length; i += 2) {
            annotations.put(JobKnobs.PREFIX + knobs[i], knobs[i + 1]);
        }
        return strategyWith(spec, annotations);
    }

    static Strategy strategyWith(String spec, Map<String, String> annotations) {
        return new Strategy(
                new StrategyType(JobStrategy.GROUP, JobStrategy.KIND),
                "tool",
                "strategy-uid",
                1,
                annotations,
                yaml(spec),
                Integer.toHexString(spec.hashCode()));
    }

    static BackupRecord backup() {
        return backup(Optional.of(URI), OptionalLong.empty(), Optional.empty(), Optional.empty());
    }

    static BackupRecord backupOf(Strategy recorded) {
        return backup(Optional.of(URI), OptionalLong.empty(), Optional.empty(), Optional.of(recorded));
    }

    static BackupRecord backupAt(String uri) {
        return backup(Optional.of(uri), OptionalLong.empty(), Optional.empty(), Optional.empty());
    }

    static BackupRecord backup(
            Optional<String> uri, OptionalLong size, Optional<String> checksum, Optional<Strategy> recorded) {
        return new BackupRecord(
                "tenant-a",
                "nightly",
                "backup-uid",
                APPLICATION,
                Instant.parse("2026-05-01T12:00:00Z"),
                uri,
                size,
                checksum,
                Map.of(),
                Optional.empty(),
                recorded);
    }

    static JsonNode yaml(String text) {
        return Serialization.unmarshal(text, JsonNode.class);
    }

    static RunPlan plan(Planning planning) {
        assertThat(planning).isInstanceOf(RunPlan.class);
        return (RunPlan) planning;
    }

    static Failed failure(Planning planning) {
        assertThat(planning).isInstanceOf(Failed.class);
        return (Failed) planning;
    }

    static Stage only(RunPlan plan) {
        assertThat(plan.stages()).hasSize(1);
        return plan.stages().get(0);
    }

    static StageAction.Pod podOf(RunPlan plan) {
        return (StageAction.Pod) only(plan).action();
    }

    static PodTemplateSpec templateOf(RunPlan plan) {
        return Serialization.jsonMapper().convertValue(podOf(plan).template(), PodTemplateSpec.class);
    }

    /** Where the upstream manifests are; empty where they are not checked out. */
    static Optional<Path> upstream() {
        return Optional.ofNullable(System.getProperty("upstream.dir"))
                .map(Path::of)
                .filter(Files::isDirectory);
    }
}
