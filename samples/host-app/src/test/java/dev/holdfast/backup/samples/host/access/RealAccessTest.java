package dev.holdfast.backup.samples.host.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.backup.api.CoreCrds;
import dev.holdfast.backup.engine.BackupEngine;
import dev.holdfast.backup.engine.EngineOptions;
import dev.holdfast.backup.samples.host.cli.LoadedDrivers;
import dev.holdfast.backup.samples.host.crd.DriverCrds;
import dev.holdfast.backup.testkit.cluster.AuditEvent;
import dev.holdfast.backup.testkit.cluster.KubeBinaries;
import dev.holdfast.backup.testkit.cluster.RealCluster;
import dev.holdfast.backup.testkit.cluster.RealClusterOptions;
import dev.holdfast.backup.testkit.pods.ImageTable;
import dev.holdfast.backup.testkit.pods.LocalImage;
import dev.holdfast.backup.testkit.pods.ProcessKubelet;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The printed roles on a real API server: enough for the engine, and no more than they should be for tenants. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealAccessTest {

    private static final String SYSTEM = "holdfast-system";
    private static final String ENGINE = "system:serviceaccount:" + SYSTEM + ":holdfast";
    private static final String TENANT = "tenant-a";
    private static final String API = "backups.cozystack.io/v1alpha1";

    @TempDir
    private static Path directory;

    private final Access access =
            Access.of(new Account(SYSTEM, "holdfast"), LoadedDrivers.find().all(), List.of("apps.cozystack.io"));
    private RealCluster cluster;
    private ProcessKubelet kubelet;
    private BackupEngine engine;
    private KubernetesClient admin;
    private KubernetesClient tenant;

    @BeforeAll
    void start() throws Exception {
        Assumptions.assumeTrue(
                KubeBinaries.isRequired()
                        || KubeBinaries.find()
                                .flatMap(KubeBinaries::controllerManager)
                                .isPresent(),
                KubeBinaries.HINT);
        cluster = RealCluster.start(
                KubeBinaries.find().orElseThrow(() -> new IllegalStateException(KubeBinaries.HINT)),
                RealClusterOptions.withControllers());
        admin = cluster.client();
        CoreCrds.all().forEach(crd -> admin.resource(crd).create());
        admin.resource(CoreCrds.restoreGrants()).create();
        LoadedDrivers.find().all().forEach(driver -> DriverCrds.of(driver)
                .ifPresent(crd -> admin.resource(crd).create()));
        namespace(SYSTEM);
        namespace(TENANT);
        access.roles().forEach(role -> admin.resource(role).create());
        access.bindings().forEach(binding -> admin.resource(binding).create());
        bindTenant("cozy:backups:view");
        bindTenant("cozy:backups:admin");
        tenant = cluster.clientAs("alice", "tenant-a-people");
        platform();
        kubelet = ProcessKubelet.builder(cluster.client())
                .images(ImageTable.builder().image("tools", LocalImage.host()).build())
                .workDirectory(directory)
                .start();
        engine = BackupEngine.builder()
                .client(cluster.clientAs(ENGINE, "system:serviceaccounts"))
                .drivers(LoadedDrivers.find())
                .options(EngineOptions.defaults().withNamespace(SYSTEM))
                .build();
        engine.start();
    }

    @AfterAll
    void stop() {
        if (cluster != null) {
            if (engine != null) {
                engine.close();
            }
            if (kubelet != null) {
                kubelet.close();
            }
            cluster.close();
        }
    }

    @Test
    void theEngineDoesItsWholeWorkUnderThePrintedRoles() {
        create(tenant, job("BackupJob", "b1", "applicationRef: {kind: Database, name: db}, backupClassName: daily"));
        awaitSuccess("BackupJob", "b1");
        create(tenant, job("RestoreJob", "r1", "backupRef: {name: b1}"));
        awaitSuccess("RestoreJob", "r1");
        create(tenant, job("RestoreJob", "r2", "backupRef: {name: b1}, options: {targetNamespace: elsewhere}"));
        Awaitility.await().atMost(Duration.ofSeconds(100)).until(() -> "Failed"
                .equals(of(tenant, "RestoreJob", "r2").get().<String>get("status", "phase")));
        assertThat(of(tenant, "RestoreJob", "r2").get().<String>get("status", "message"))
                .contains("RestoreGrant");
        of(tenant, "BackupJob", "b1").delete();
        of(admin, "Backup", "b1").delete();
        Awaitility.await()
                .atMost(Duration.ofSeconds(100))
                .until(() -> of(admin, "Backup", "b1").get() == null);

        assertThat(cluster.auditEvents())
                .filteredOn(e -> e.user().equals(ENGINE))
                .extracting(AuditEvent::verb)
                .contains("create", "patch", "watch", "delete");
        assertThat(refused()).isEmpty();
    }

    @Test
    void aTenantAsksForRunsAndForgesNothing() {
        assertThatCode(() -> create(
                        tenant,
                        job("BackupJob", "own", "applicationRef: {kind: Database, name: x}, backupClassName: daily")))
                .doesNotThrowAnyException();
        assertThatCode(() -> create(tenant, job("RestoreJob", "own", "backupRef: {name: x}")))
                .doesNotThrowAnyException();
        create(admin, job("Backup", "given", backup()));
        assertThat(of(tenant, "Backup", "given").get()).isNotNull();

        forbidden(() -> create(tenant, job("Backup", "forged", backup())));
        forbidden(() -> merge(of(tenant, "Backup", "given"), "{\"spec\":{\"driverMetadata\":{\"a\":\"b\"}}}"));
        forbidden(() -> of(tenant, "Backup", "given").delete());
        forbidden(() -> create(tenant, job("RestoreGrant", "own", "from: [{namespace: x, kinds: [Database]}]")));
        for (String kind : List.of("BackupJob", "RestoreJob")) {
            forbidden(() -> of(tenant, kind, "own")
                    .subresource("status")
                    .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\":{\"phase\":\"Succeeded\"}}"));
        }
    }

    @Test
    void aTenantReadsNeitherJournalsNorTheStrategies() {
        forbidden(() -> tenant.secrets().inNamespace(SYSTEM).list());
        forbidden(() -> tenant.secrets().inNamespace(TENANT).list());
        forbidden(() -> tenant.genericKubernetesResources("strategy.backups.cozystack.io/v1alpha1", "Job")
                .list());
        forbidden(() -> tenant.genericKubernetesResources(API, "BackupJob")
                .inNamespace(SYSTEM)
                .list());
    }

    private void platform() throws Exception {
        try (InputStream in = RealAccessTest.class.getResourceAsStream("/real-platform.yaml")) {
            for (var item : admin.load(in).items()) {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(100))
                        .ignoreExceptions()
                        .until(() -> admin.resource(item).create() != null);
            }
        }
    }

    private void namespace(String name) {
        admin.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
    }

    private void bindTenant(String role) {
        admin.resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withName(role)
                        .withNamespace(TENANT)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", role)
                        .addNewSubject("rbac.authorization.k8s.io", "Group", "tenant-a-people", null)
                        .build())
                .create();
    }

    private static String job(String kind, String name, String spec) {
        return "apiVersion: %s\nkind: %s\nmetadata: {name: %s, namespace: %s}\nspec: {%s}\n"
                .formatted(API, kind, name, TENANT, spec);
    }

    private static String backup() {
        return "applicationRef: {kind: Database, name: db}, strategyRef: {kind: Job, name: tool},"
                + " takenAt: \"2026-05-01T12:00:00Z\"";
    }

    private static void create(KubernetesClient client, String yaml) {
        client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .items()
                .forEach(item -> client.resource(item).create());
    }

    private static Resource<GenericKubernetesResource> of(KubernetesClient client, String kind, String name) {
        return client.genericKubernetesResources(API, kind).inNamespace(TENANT).withName(name);
    }

    private static void merge(Resource<GenericKubernetesResource> object, String patch) {
        object.patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    }

    private static void forbidden(ThrowingCallable request) {
        assertThatThrownBy(request).isInstanceOfSatisfying(KubernetesClientException.class, e -> assertThat(e.getCode())
                .isEqualTo(403));
    }

    private void awaitSuccess(String kind, String name) {
        Awaitility.await(kind + " " + name).atMost(Duration.ofSeconds(100)).untilAsserted(() -> {
            GenericKubernetesResource job = of(tenant, kind, name).get();
            assertThat(job.<String>get("status", "phase"))
                    .as("%s; refused: %s", job.getAdditionalProperties(), refused())
                    .isEqualTo("Succeeded");
        });
    }

    private List<AuditEvent> refused() {
        return cluster.auditEvents().stream()
                .filter(e -> e.user().equals(ENGINE) && (e.code() == 401 || e.code() == 403))
                .toList();
    }
}
