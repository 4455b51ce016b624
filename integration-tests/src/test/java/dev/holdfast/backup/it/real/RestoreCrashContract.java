package dev.holdfast.backup.it.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.testkit.vault.VaultCluster;
import dev.holdfast.backup.testkit.vault.VaultKind;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** An engine dies at exactly one write, which the server has carried out; what comes next is another one with empty caches. */
abstract class RestoreCrashContract {

    private static final String KEPT = "example.org/kept";

    @TestFactory
    Stream<DynamicTest> theNextEngineGoesOnAfterACrashAtExactlyThisWrite(Platform platform) {
        return SideBySide.tests(Map.of(
                "K4 journal of a restore", on(platform, RestoreCrashContract::adoptsTheJournal),
                "K7 child's create", on(platform, RestoreCrashContract::findsTheChild),
                "K9 patch that suspends", on(platform, RestoreCrashContract::suspendsOnce),
                "K10 first of two deletions", on(platform, RestoreCrashContract::deletesNoNamesake),
                "K13 Backup of a job", on(platform, RestoreCrashContract::endsWithThatBackup),
                "K16 journal, namespace deleted", on(platform, RestoreCrashContract::letsTheNamespaceGo),
                "K16 suspended, namespace deleted", on(platform, RestoreCrashContract::releasesWhatIsLeft),
                "K16 rebuilt, namespace gone", on(platform, RestoreCrashContract::forgetsWhatIsGone)));
    }

    private static Executable on(Platform platform, Consumer<Scene> row) {
        return SideBySide.in(() -> new Scene(platform), row);
    }

    /** A tenant's cluster that serves 18, a Backup of it that holds 17, and an engine that can be made to die. */
    private static final class Scene implements AutoCloseable {

        final Wire wire = new Wire();
        final VaultTenant tenant;
        final VaultEngine engine;
        final VaultCluster cluster;

        Scene(Platform platform) {
            tenant = new VaultTenant(platform);
            engine = VaultEngine.on(tenant, wire);
            cluster = engine.jobs.application();
            engine.jobs.backedUp(cluster, "first", "17");
            cluster.write("orders", "18");
        }

        void dieWhileRestoringAt(String write) {
            wire.dieAt(write);
            engine.jobs.restore("r1", "first");
            wire.awaitReached();
        }

        void awaitRestored() {
            engine.jobs.awaitPhase("RestoreJob", "r1", "Succeeded");
            VaultTenant.awaitRow(cluster, "17");
            engine.jobs.awaitQuiet();
        }

        @Override
        public void close() {
            engine.close();
            tenant.close();
        }
    }

    private static void adoptsTheJournal(Scene scene) {
        scene.dieWhileRestoringAt("create secrets");
        assertThat(scene.engine.jobs.journals()).hasSize(1);

        scene.engine.crash();

        scene.awaitRestored();
        assertThat(scene.engine.carriedOut("create", "secrets")).isEqualTo(1);
    }

    private static void findsTheChild(Scene scene) {
        scene.dieWhileRestoringAt("create vaultclusters");
        String made = scene.tenant.uid(VaultKind.CLUSTER, "vault-db");

        scene.engine.crash();

        scene.awaitRestored();
        assertThat(scene.tenant.uid(VaultKind.CLUSTER, "vault-db")).isEqualTo(made);
        assertThat(scene.engine.carriedOut("create", "vaultclusters")).isEqualTo(1);
    }

    private static void suspendsOnce(Scene scene) {
        scene.dieWhileRestoringAt("patch helmreleases");
        assertThat(scene.tenant.isSuspended()).isTrue();

        scene.engine.crash();

        scene.awaitRestored();
        assertThat(scene.engine.carriedOut("patch", "helmreleases"))
                .as("suspended and released")
                .isEqualTo(2);
    }

    private static void deletesNoNamesake(Scene scene) {
        List<String> volumes = scene.tenant.names(VaultKind.VOLUME);
        scene.dieWhileRestoringAt("delete persistentvolumeclaims");
        VaultTenant.await(() -> scene.tenant.names(VaultKind.VOLUME).size() == volumes.size() - 1);
        String name = volumes.stream()
                .filter(v -> scene.tenant.find(VaultKind.VOLUME, v).isEmpty())
                .findFirst()
                .orElseThrow();
        String namesake = scene.tenant.createVolume(name, "vault-db");

        scene.engine.crash();

        scene.engine.jobs.awaitStage("r1", "drained");
        VaultTenant.await(() -> scene.tenant.names(VaultKind.VOLUME), List.of(name)::equals);
        assertThat(scene.tenant.uid(VaultKind.VOLUME, name)).isEqualTo(namesake);
        assertThat(scene.tenant.get(VaultKind.VOLUME, name).path("metadata").has("deletionTimestamp"))
                .isFalse();
        scene.tenant.delete(VaultKind.VOLUME, name, DeletionPropagation.BACKGROUND);
        scene.awaitRestored();
        assertThat(scene.engine.carriedOut("delete", "persistentvolumeclaims")).isEqualTo(volumes.size());
    }

    private static void endsWithThatBackup(Scene scene) {
        scene.wire.dieAt("create backups");
        scene.engine.jobs.backUp("second");
        scene.wire.awaitReached();
        String made =
                scene.engine.jobs.get("Backup", "second").at("/metadata/uid").asText();
        assertThat(scene.engine
                        .jobs
                        .get("BackupJob", "second")
                        .at("/status/phase")
                        .asText())
                .isEqualTo("Running");

        scene.engine.crash();

        scene.engine.jobs.awaitPhase("BackupJob", "second", "Succeeded");
        assertThat(scene.engine
                        .jobs
                        .get("BackupJob", "second")
                        .at("/status/backupRef/name")
                        .asText())
                .isEqualTo("second");
        assertThat(scene.engine.jobs.get("Backup", "second").at("/metadata/uid").asText())
                .isEqualTo(made);
        assertThat(scene.engine.carriedOut("create", "backups"))
                .as("first and second")
                .isEqualTo(2);
        assertThat(scene.engine.carriedOut("create", "vaultbackups")).isEqualTo(2);
    }

    private static void letsTheNamespaceGo(Scene scene) {
        scene.dieWhileRestoringAt("create secrets");
        scene.tenant.deleteNamespace();
        VaultTenant.await(() -> scene.tenant.names(VaultKind.CLUSTER).isEmpty());
        assertThat(scene.engine.jobs.journals()).hasSize(1);

        scene.engine.crash();

        VaultTenant.await(() -> scene.engine.jobs.journals().isEmpty());
        scene.tenant.awaitGone();
    }

    private static void releasesWhatIsLeft(Scene scene) {
        scene.dieWhileRestoringAt("patch helmreleases");
        scene.tenant.setFinalizers(VaultKind.HELM_RELEASE, "vault-db", List.of(KEPT));
        scene.tenant.deleteNamespace();
        VaultTenant.await(() -> scene.tenant.names(VaultKind.CLUSTER).isEmpty());
        assertThat(scene.tenant.isSuspended()).isTrue();

        scene.engine.crash();

        scene.engine.jobs.awaitQuiet();
        scene.tenant.setFinalizers(VaultKind.HELM_RELEASE, "vault-db", List.of());
        scene.tenant.awaitGone();
    }

    private static void forgetsWhatIsGone(Scene scene) {
        scene.dieWhileRestoringAt("create vaultclusters");
        scene.tenant.deleteNamespace();
        scene.engine.jobs.stripFinalizers("RestoreJob", "r1");
        scene.engine.jobs.stripFinalizers("Backup", "first");
        scene.tenant.awaitGone();
        assertThat(scene.engine.jobs.journals()).hasSize(1);

        scene.engine.crash();

        VaultTenant.await(() -> scene.engine.jobs.journals().isEmpty());
    }
}
