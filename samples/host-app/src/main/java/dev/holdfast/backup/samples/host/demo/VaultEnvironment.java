package dev.holdfast.backup.samples.host.demo;

import dev.holdfast.backup.api.CoreCrds;
import dev.holdfast.backup.engine.BackupEngine;
import dev.holdfast.backup.engine.EngineOptions;
import dev.holdfast.backup.samples.host.cli.CommandFailure;
import dev.holdfast.backup.spi.Drivers;
import dev.holdfast.backup.testkit.api.RequestFault;
import dev.holdfast.backup.testkit.api.SimulatedApi;
import dev.holdfast.backup.testkit.schema.SchemaAdmission;
import dev.holdfast.backup.testkit.vault.VaultCluster;
import dev.holdfast.backup.testkit.vault.VaultDriver;
import dev.holdfast.backup.testkit.vault.VaultKind;
import dev.holdfast.backup.testkit.vault.VaultPlatform;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A cluster API with the imaginary Vault operator, one application, and engines that come and go. Used by one thread. */
final class VaultEnvironment implements AutoCloseable {

    static final String APPLICATION = "ledger";
    private static final String CLUSTER = "vault-" + APPLICATION;
    private static final long PATIENCE_SECONDS = 30;

    private final SimulatedApi api =
            SimulatedApi.builder().admission(new SchemaAdmission()).start();
    private final KubernetesClient client = api.client("tenant");
    private final KubernetesClient operator = api.client("vault-operator");
    private final Deque<BackupEngine> engines = new ArrayDeque<>();
    private final Deque<KubernetesClient> engineClients = new ArrayDeque<>();
    private final VaultPlatform platform = installed();

    private VaultPlatform installed() {
        CoreCrds.all().forEach(crd -> client.resource(crd).create());
        VaultPlatform.crds().forEach(crd -> client.resource(crd).create());
        return VaultPlatform.start(operator, InstantSource.system());
    }

    void start() {
        String yaml = DemoObjects.text("vault.yaml");
        client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .items()
                .forEach(item -> client.resource(item).create());
        startEngine();
        await(o -> cluster().read().isPresent(), "the cluster does not serve");
    }

    /** Another engine, with empty caches. It is the only one by our word, so that nobody has to wait for a lease. */
    void startEngine() {
        String user = "engine-" + (engines.size() + 1);
        KubernetesClient engineClient = api.client(user);
        engineClients.push(engineClient);
        // What is suspended has to stand still for the time that a wait is quiet; here nobody wants to watch that.
        EngineOptions options = EngineOptions.defaults()
                .withNamespace(DemoObjects.ENGINE_NAMESPACE)
                .withIdentity(user)
                .withBounds(b -> new EngineOptions.Bounds(
                        b.awaiting(),
                        b.exit(),
                        b.forbiddenGrace(),
                        b.driverGrace(),
                        Duration.ofMillis(500),
                        b.recheck(),
                        b.safetyPass()));
        BackupEngine engine = BackupEngine.builder()
                .client(engineClient)
                .drivers(Drivers.of(List.of(new VaultDriver())))
                .options(options)
                .alwaysLeader()
                .build();
        engines.push(engine);
        engine.start();
    }

    /** The engine is cut off from one moment to the next: nothing that it still sends arrives. */
    void kill() {
        String user = "engine-" + engines.size();
        api.faults().add(RequestFault.on(i -> i.user().equals(user)).dropping());
        engines.peek().close();
    }

    VaultPlatform platform() {
        return platform;
    }

    VaultCluster cluster() {
        return platform.cluster(DemoObjects.NAMESPACE, CLUSTER);
    }

    Runs runs() {
        return new Runs(client, VaultKind.APPLICATION.kind(), "vaults");
    }

    /** Until the new cluster is there, and empty. */
    void awaitRebuilding() {
        await(o -> o != null && o.get("spec", "bootstrap") != null, "the cluster is not made anew");
    }

    private void await(Predicate<GenericKubernetesResource> condition, String otherwise) {
        try {
            client.genericKubernetesResources(VaultKind.CLUSTER.context())
                    .inNamespace(DemoObjects.NAMESPACE)
                    .withName(CLUSTER)
                    .waitUntilCondition(condition, PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (KubernetesClientTimeoutException e) {
            throw CommandFailure.failure(otherwise + " within " + PATIENCE_SECONDS + " s");
        }
    }

    @Override
    public void close() {
        engines.forEach(BackupEngine::close);
        platform.close();
        engineClients.forEach(KubernetesClient::close);
        operator.close();
        client.close();
        api.close();
    }
}
