package dev.holdfast.backup.it.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.spi.BackupResult;
import dev.holdfast.backup.spi.Done;
import dev.holdfast.backup.spi.Failed;
import dev.holdfast.backup.spi.Observation;
import dev.holdfast.backup.spi.RunPlan;
import dev.holdfast.backup.spi.SecretUse;
import dev.holdfast.backup.spi.Stage;
import dev.holdfast.backup.spi.Waiting;
import dev.holdfast.backup.testkit.api.RequestFault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** A marked secret goes through every path on which a text leaves the engine, and is in none of them. */
class SecretCanaryTest {

    private static final String CANARY = "canary-" + "7f3a9c51d2";
    /** What the engine writes for others to read; a pod's own status is the kubelet's. */
    private static final Set<String> READ_BY_TENANTS = Set.of("BackupJob", "RestoreJob", "Backup", "Event", "Job");

    private World world = World.start();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = ((Logger) LoggerFactory.getLogger("dev.holdfast")).getLevel();
    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            String trace =
                    event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
            logged.add(event.getFormattedMessage() + trace);
        }
    };

    @BeforeEach
    void platform() {
        appender.start();
        root.addAppender(appender);
        ((Logger) LoggerFactory.getLogger("dev.holdfast")).setLevel(Level.DEBUG);
        world.apply(Manifests.application("db"));
        world.apply(Manifests.backupClass());
        secret();
    }

    private void secret() {
        world.apply(Backups.secret("db-auth", "password: " + CANARY + ", bucket: orders"));
    }

    @AfterEach
    void isNowhere() {
        world.stopEngine();
        root.detachAppender(appender);
        ((Logger) LoggerFactory.getLogger("dev.holdfast")).setLevel(before);
        String encoded = Base64.getEncoder().encodeToString(CANARY.getBytes(StandardCharsets.UTF_8));
        List<String> told = new ArrayList<>(logged);
        READ_BY_TENANTS.forEach(kind -> world.api.objects(Manifests.apiVersion(kind), kind).stream()
                .map(JsonNode::toString)
                .forEach(told::add));
        journals().forEach(told::add);
        world.close();
        assertThat(told).noneMatch(text -> text.contains(CANARY) || text.contains(encoded));
    }

    private Stream<String> journals() {
        return Scenes.journals(world).stream()
                .flatMap(journal -> journal.path("data").valueStream())
                .map(value -> new String(Base64.getDecoder().decode(value.asText()), StandardCharsets.UTF_8));
    }

    private void strategy(String env) {
        world.apply(Backups.strategy("job.backups.cozystack.io/backoff-limit: \"1\"", env));
    }

    private static final String NEEDED = "name: AUTH, valueFrom: {secretKeyRef: {name: db-auth, key: password}}";
    private static final String OPTIONAL =
            "name: AUTH, valueFrom: {secretKeyRef: {name: db-auth, key: password, optional: true}}";

    @ParameterizedTest
    @ValueSource(strings = {NEEDED, OPTIONAL})
    void aPodThatPrintsItsOwnSecretAndFails(String env) {
        strategy(env);
        world.apply(Manifests.backupJob("b1"));
        world.podFails("b1-backup", 3, "cannot log in with " + CANARY);
        Scenes.until("another attempt", () -> world.pods("b1-backup").size() == 2);
        world.podFails("b1-backup", 3, "still cannot log in with " + CANARY);

        assertThat(Backups.failure(world, "b1", "BackoffLimitExceeded")).contains("cannot log in with ***");
    }

    @Test
    void aPodWhoseDeadlinePassesWhileItIsRetried() {
        world.apply(Backups.strategy(
                "job.backups.cozystack.io/backoff-limit: \"1\", job.backups.cozystack.io/active-deadline-seconds: \"2\"",
                OPTIONAL));
        world.apply(Manifests.backupJob("b1"));
        world.podFails("b1-backup", 3, "cannot log in with " + CANARY);

        world.awaitPhase("BackupJob", "b1", "Failed");
    }

    @Test
    void aPodThatReportsItAsMetadataKeepsWhatIsNone() {
        strategy(NEEDED);
        world.apply(Manifests.backupJob("b1"));
        world.podSucceeds(
                "b1-backup",
                """
                {"kind": "RunResult", "artifact": {"uri": "s3://orders/db/1.tar"}, "message": "with %1$s",
                 "metadata": {"dsn": "db://root:%1$s@host/db", "bucket": "orders"}}
                """
                        .formatted(CANARY));

        world.awaitPhase("BackupJob", "b1", "Succeeded");
        JsonNode backup = world.get("Backup", "b1");
        assertThat(backup.at("/spec/driverMetadata/dsn").asText()).isEqualTo("db://root:***@host/db");
        assertThat(backup.at("/spec/driverMetadata/bucket").asText()).isEqualTo("orders");
        assertThat(backup.at("/status/artifact/uri").asText()).isEqualTo("s3://orders/db/1.tar");
    }

    @Test
    void aPodThatReportsItInTheUriOfItsArtifact() {
        strategy(NEEDED);
        world.apply(Manifests.backupJob("b1"));
        world.podSucceeds(
                "b1-backup",
                "{\"kind\": \"RunResult\", \"artifact\": {\"uri\": \"https://key:" + CANARY + "@host/1.tar\"}}");

        assertThat(Backups.failure(world, "b1", "ResultInvalid")).contains("https://key:***@host/1.tar");
    }

    @Test
    void aResultThatCannotBeRead() {
        strategy(NEEDED);
        world.apply(Manifests.backupJob("b1"));
        world.podSucceeds("b1-backup", "{\"kind\": \"RunResult\", \"artifact\": \"" + CANARY + "\"}");

        world.awaitPhase("BackupJob", "b1", "Succeeded");
        Scenes.until("told", () -> world.events("b1").contains("ResultInvalid"));
    }

    @Test
    void anApiServerThatQuotesTheManifest() {
        strategy("name: DB_PASSWORD, value: " + CANARY);
        world.api
                .faults()
                .add(RequestFault.on(i -> i.verb().equals("create")
                                && i.target().resource().equals("jobs"))
                        .failing(
                                422,
                                "Invalid",
                                "spec.template.spec.containers[0].env[2]: Invalid value: \"" + CANARY + "\""));
        world.apply(Manifests.backupJob("b1"));

        assertThat(Backups.failure(world, "b1", "Rejected")).contains("Invalid value: \"***\"");
        world.delete("BackupJob", "b1");
        world.client.batch().v1().jobs().inNamespace(World.NS).delete();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Waiting", "Failed", "Done"})
    void aCheckThatQuotesItsOperator(String kind) {
        String text = "the operator says: " + CANARY;
        Map<String, Observation> answers = Map.of(
                "Waiting", Waiting.waiting("NotYet", text),
                "Failed", Failed.failed("Broken", text),
                "Done",
                        Done.done(BackupResult.of(Instant.EPOCH, "s3://orders/1")
                                        .metadata("said", text))
                                .warn("Odd", text));
        world.close();
        world = ScriptedDriver.backingUp(r -> RunPlan.of(Stage.await("copied").within(Duration.ofSeconds(3)))
                        .uses(SecretUse.of("db-auth", "password")))
                .check("copied", context -> answers.get(kind))
                .world();
        secret();
        world.apply(Manifests.backupJob("b1"));

        world.awaitPhase("BackupJob", "b1", kind.equals("Done") ? "Succeeded" : "Failed");
        Scenes.until("an event quotes it", () -> world.api.objects("v1", "Event").stream()
                .anyMatch(e -> e.path("message").asText().contains("the operator says: ***")));
    }
}
