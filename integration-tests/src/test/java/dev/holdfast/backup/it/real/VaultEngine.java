package dev.holdfast.backup.it.real;

import dev.holdfast.backup.driver.job.JobDriver;
import dev.holdfast.backup.engine.BackupEngine;
import dev.holdfast.backup.engine.EngineBuilder;
import dev.holdfast.backup.engine.EngineOptions;
import dev.holdfast.backup.engine.Operations;
import dev.holdfast.backup.spi.BackupDriver;
import dev.holdfast.backup.spi.Drivers;
import dev.holdfast.backup.testkit.vault.VaultDriver;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Engines that serve one tenant of Vault. Used by one thread. */
final class VaultEngine implements AutoCloseable {

    final VaultJobs jobs;
    private final VaultTenant tenant;
    private final Deque<Made> made = new ArrayDeque<>();

    private record Made(BackupEngine engine, KubernetesClient client) implements AutoCloseable {

        @Override
        public void close() {
            engine.close();
            client.close();
        }
    }

    private VaultEngine(VaultTenant tenant) {
        this.tenant = tenant;
        this.jobs = new VaultJobs(tenant);
    }

    /** None that runs yet. */
    static VaultEngine idle(VaultTenant tenant) {
        return new VaultEngine(tenant);
    }

    /** One that runs, and needs no lease. */
    static VaultEngine on(VaultTenant tenant) {
        return on(tenant, new Wire());
    }

    /** The same, connected by this wire. */
    static VaultEngine on(VaultTenant tenant, Wire wire) {
        VaultEngine engine = new VaultEngine(tenant);
        engine.start(wire);
        return engine;
    }

    private void start(Wire wire) {
        make(wire, options(), new VaultDriver(), EngineBuilder::alwaysLeader).start();
    }

    /** One of two replicas, which find their leader by the lease. */
    BackupEngine startReplica(String identity, Wire wire, BackupDriver driver) {
        EngineOptions options = options().withIdentity(identity).withLease(RealWorld::shortLease);
        BackupEngine replica = make(wire, options, driver, b -> b);
        replica.start();
        return replica;
    }

    /** What a person does by hand, in a process of its own. */
    Operations operations() {
        return make(new Wire(), options(), new VaultDriver(), b -> b).operations();
    }

    private BackupEngine make(
            Wire wire, EngineOptions options, BackupDriver driver, UnaryOperator<EngineBuilder> change) {
        KubernetesClient client = wire.client(tenant.platform.cluster.clientAs(jobs.system, "system:masters"));
        BackupEngine engine = change.apply(BackupEngine.builder()
                        .client(client)
                        .drivers(Drivers.of(List.of(driver, new JobDriver())))
                        .options(options))
                .build();
        made.push(new Made(engine, client));
        return engine;
    }

    private EngineOptions options() {
        return EngineOptions.defaults()
                .withNamespace(jobs.system)
                .withIdentity(jobs.system)
                .withNamespaces(Set.of(tenant.namespace))
                .withBounds(b -> new EngineOptions.Bounds(
                        b.awaiting(),
                        b.exit(),
                        b.forbiddenGrace(),
                        b.driverGrace(),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        b.safetyPass()));
    }

    /** The last engine goes without a word. */
    void stop() {
        made.pop().close();
    }

    /** The last engine goes without a word, and a new one with empty caches takes its place. */
    void crash() {
        stop();
        start(new Wire());
    }

    /** How many such requests of this tenant's engines the server has carried out. */
    long carriedOut(String verb, String resource) {
        Pattern path = Pattern.compile(".*/" + resource + "(/[^/?]+)?(\\?.*)?");
        return tenant.platform.cluster.auditEvents().stream()
                .filter(e -> e.user().equals(jobs.system) && e.verb().equals(verb) && e.code() < 300)
                .filter(e -> path.matcher(e.uri()).matches() && !e.uri().contains("dryRun"))
                .count();
    }

    @Override
    public void close() {
        made.forEach(Made::close);
    }
}
