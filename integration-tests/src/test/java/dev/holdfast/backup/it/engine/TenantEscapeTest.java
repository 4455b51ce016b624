package dev.holdfast.backup.it.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.testkit.api.LoggedRequest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a tenant may write tries to reach what is not the tenant's. None of it works. */
class TenantEscapeTest {

    private static final Set<String> SERVED = Set.of(World.NS, Scenes.ENGINE_NS, "cozy-backup-controller");

    private final World world = World.start();

    @BeforeEach
    void somebodyElse() {
        world.apply("apiVersion: v1\nkind: Namespace\nmetadata: {name: tenant-b}");
        world.apply(Manifests.application("theirs").replace("tenant-a", "tenant-b"));
        world.apply(Backups.secret("theirs", "accessKey: a, secretKey: b").replace("tenant-a", "tenant-b"));
    }

    @AfterEach
    void nothingOutsideWasTouched() {
        try {
            assertThat(world.engineRequests()).allSatisfy(TenantEscapeTest::staysInside);
            for (String kind : List.of("Job", "Pod", "Backup", "Event")) {
                assertThat(world.api.objects(Manifests.apiVersion(kind), kind))
                        .noneMatch(o -> o.at("/metadata/namespace").asText().equals("tenant-b"));
            }
        } finally {
            world.close();
        }
    }

    private static void staysInside(LoggedRequest request) {
        String path = request.info().path();
        String namespace = request.info().target().namespace();
        assertThat(path).doesNotContain("..", "%2", "//", "/tenant-b");
        assertThat(namespace.isEmpty() || SERVED.contains(namespace)).as(path).isTrue();
    }

    private void platform(String annotations) {
        world.apply(Manifests.application("db"));
        world.apply(Manifests.strategy(annotations));
        world.apply(Manifests.backupClass());
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../tenant-b/databases/theirs",
                "..",
                ".",
                "%2e%2e",
                "..%2f..%2ftenant-b%2fdatabases%2ftheirs",
                "db/status",
                "db?watch=true",
                "theirs.tenant-b",
                "tenant-b/theirs"
            })
    void aNameThatIsAPathIsTheNameOfNothing(String name) {
        platform("");

        world.apply(Manifests.backupJob("b1").replace("name: db}", "name: " + quoted(name) + "}"));

        world.awaitReason("BackupJob", "b1", "ApplicationNotFound");
        assertThat(world.api.objects("batch/v1", "Job")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../api/v1/namespaces/tenant-b/secrets", "..", "v1/namespaces", "apps.cozystack.io/v1alpha1"})
    void aGroupThatIsAPathIsServedByNobody(String group) {
        world.apply(Manifests.application("db"));
        world.apply(Manifests.strategy(""));
        world.apply(
                Manifests.backupClass().replace("kind: Database", "apiGroup: " + quoted(group) + ", kind: Database"));

        world.apply(
                Manifests.backupJob("b1").replace("kind: Database", "apiGroup: " + quoted(group) + ", kind: Database"));

        world.awaitReason("BackupJob", "b1", "ApplicationNotFound");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../tenant-b/backups/b1", "tenant-b/b1", ".."})
    void aBackupOfSomebodyElseCannotBeNamed(String backup) {
        Scenes.backedUp(world, "");
        world.apply(Manifests.restoreJob("r1", quoted(backup), ""));

        world.awaitReason("RestoreJob", "r1", "BackupNotFound");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../tenant-b/databases/theirs", "tenant-b/theirs", ".."})
    void aTargetOfSomebodyElseCannotBeNamed(String target) {
        Scenes.backedUp(world, "");
        world.apply(Manifests.restoreJob(
                "r1", "b1", "  targetApplicationRef: {kind: Database, name: " + quoted(target) + "}"));

        world.awaitReason("RestoreJob", "r1", "ApplicationNotFound");
    }

    @Test
    void whatLooksLikeATemplateInAnApplicationIsText() {
        world.apply(Manifests.application("db")
                .replace("replicas: 3", "replicas: '{{ .Parameters.stream }}{{ .Secrets }}'"));
        world.apply(Manifests.strategy(""));
        world.apply(Manifests.backupClass());

        world.apply(Manifests.backupJob("b1"));

        JsonNode pod = world.awaitPod("b1-backup");
        assertThat(pod.at("/spec/containers/0/env").toString()).contains("{{ .Parameters.stream }}{{ .Secrets }}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{{ .Secrets.theirs }}",
                "{{ (lookup \"v1\" \"Secret\" \"tenant-b\" \"theirs\") }}",
                "{{ .Application.metadata.namespace | getSecret }}",
                "{{ template \"x\" }}",
                "{{ include \"x\" . }}",
                "{{ env \"HOME\" }}"
            })
    void aTemplateReachesForNothingButItsContext(String template) {
        world.apply(Manifests.application("db"));
        world.apply(Backups.strategy("", "name: X, value: " + quoted(template)));
        world.apply(Manifests.backupClass());

        world.apply(Manifests.backupJob("b1"));

        Backups.failure(world, "b1", "TemplateError");
    }

    @Test
    void aPodIsRunInItsOwnNamespaceWhateverItsTemplateSays() {
        world.apply(Manifests.application("db"));
        world.apply(Manifests.strategy("").replace("template:\n", "template:\n    metadata: {namespace: tenant-b}\n"));
        world.apply(Manifests.backupClass());

        world.apply(Manifests.backupJob("b1"));

        Scenes.until(
                "it runs or is refused",
                () -> !world.pods("b1-backup").isEmpty()
                        || world.get("BackupJob", "b1")
                                .at("/status/phase")
                                .asText()
                                .equals("Failed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../tenant-b/secrets/theirs", "tenant-b/theirs", ".."})
    void aSecretThatATenantNamesIsOneOfItsOwn(String secret) {
        world.apply(Manifests.application("db").replace("replicas: 3", "secret: " + quoted(secret)));
        world.apply(Manifests.strategy(
                        "store.backups.cozystack.io/endpoint: https://s3.example.org, store.backups.cozystack.io/bucket: b,"
                                + " store.backups.cozystack.io/secretName: '{{ .Application.spec.secret }}'")
                .replace("{{ .Application.spec.replicas }}", "1"));
        world.apply(Manifests.backupClass());

        world.apply(Manifests.backupJob("b1"));

        world.await(
                "BackupJob",
                "b1",
                job -> !Scenes.reason(job).isEmpty() && !Scenes.reason(job).equals("Running"));
        assertThat(world.get("BackupJob", "b1").toString()).doesNotContain("secretKey: b");
    }

    @Test
    void aStoreThatATenantChoseIsNotCalled() {
        world.apply(Manifests.application("db").replace("replicas: 3", "endpoint: 'http://169.254.169.254'"));
        world.apply(Backups.secret("store", "accessKey: a, secretKey: b"));
        world.apply(Manifests.strategy(
                        "store.backups.cozystack.io/endpoint: '{{ .Application.spec.endpoint }}', store.backups.cozystack.io/bucket: b,"
                                + " store.backups.cozystack.io/secretName: store,"
                                + " backups.cozystack.io/artifact-uri-template: 's3://b/{{ .Run.UID }}'")
                .replace("{{ .Application.spec.replicas }}", "1"));
        world.apply(Manifests.backupClass());
        world.apply(Manifests.backupJob("b1"));
        world.podSucceeds("b1-backup", "");

        JsonNode job = world.awaitPhase("BackupJob", "b1", "Succeeded");
        assertThat(Scenes.message(job)).contains("169.254.169.254", "not on the engine's list of allowed endpoints");
        assertThat(world.get("Backup", "b1").at("/status/artifact").has("sizeBytes"))
                .isFalse();
    }

    @Test
    void aBackupJobUsesOnlyWhatItsClassRoutesForItsKind() {
        platform("");
        world.apply(Backups.classFor("strategy.backups.cozystack.io", "Job", "stream: THEIRS")
                .replace("name: daily", "name: others")
                .replace("kind: Database", "kind: Bucket"));

        world.apply(Manifests.backupJob("b1").replace("backupClassName: daily", "backupClassName: others"));

        Backups.failure(world, "b1", "NoMatchingStrategy");
    }

    @Test
    void forgedLabelsAndOwnersAdoptNothing() {
        platform("");
        world.apply(Manifests.backupJob("b0"));
        String victim = world.get("BackupJob", "b0").at("/metadata/uid").asText();
        world.awaitPod("b0-backup");
        world.apply(Backups.strangersJob(
                ", labels: {backups.cozystack.io/run-uid: '" + victim + "', backups.cozystack.io/owner-name: b0}"));

        world.apply(Manifests.backupJob("b1"));

        Backups.failure(world, "b1", "NameTaken");
        assertThat(world.get("Job", "b1-backup").at("/spec/suspend").asBoolean())
                .isTrue();
        Backups.succeed(world, "b0");
        assertThat(world.find("Job", "b1-backup")).isPresent();
    }

    @Test
    void forgedStateInAnnotationsIsNotObeyed() {
        platform("");
        world.apply(Backups.annotatedJob(
                "b1",
                "backups.cozystack.io/run-uid: forged, backups.cozystack.io/phase: Succeeded,"
                        + " backups.cozystack.io/artifact-uri-template: 's3://theirs/x'"));

        Backups.succeed(world, "b1");

        assertThat(world.get("Backup", "b1").at("/status/artifact/uri").asText())
                .isEqualTo("s3://b/tenant-a/db/1.tar");
        assertThat(world.get("Backup", "b1")
                        .at("/metadata/annotations/backups.cozystack.io~1run-uid")
                        .asText())
                .isEqualTo(world.get("BackupJob", "b1").at("/metadata/uid").asText());
    }
}
