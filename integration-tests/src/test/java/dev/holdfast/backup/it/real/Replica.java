package dev.holdfast.backup.it.real;

import dev.holdfast.backup.driver.job.JobDriver;
import dev.holdfast.backup.engine.BackupEngine;
import dev.holdfast.backup.engine.EngineOptions;
import dev.holdfast.backup.spi.Drivers;
import dev.holdfast.backup.testkit.embedded.GuardedProcess;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;

/** One replica of an engine as a process of its own, which a test can kill. */
final class Replica {

    private static final Pattern READY = Pattern.compile("replica (\\S+) is ready");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Replica() {}

    /** Starts a replica that serves one namespace, and waits until it takes part in the election. */
    static GuardedProcess start(RealWorld world, String identity, Path directory) {
        return GuardedProcess.start(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Replica.class.getName(),
                        world.platform.cluster.kubeconfig().toString(),
                        world.namespace,
                        world.systemNamespace(),
                        identity),
                directory,
                READY,
                PATIENCE);
    }

    /**
     * Runs until it is killed.
     *
     * @param args kubeconfig, namespace to serve, namespace of the engine, identity
     */
    public static void main(String[] args) throws InterruptedException {
        EngineOptions options = EngineOptions.defaults()
                .withNamespaces(Set.of(args[1]))
                .withNamespace(args[2])
                .withIdentity(args[3])
                .withLease(l -> new EngineOptions.Lease(
                        l.name(), Duration.ofSeconds(2), Duration.ofMillis(500), Duration.ofSeconds(1)));
        try (KubernetesClient client = new KubernetesClientBuilder()
                        .withConfig(Config.fromKubeconfig(new File(args[0])))
                        .build();
                BackupEngine engine = BackupEngine.builder()
                        .client(client)
                        .drivers(Drivers.of(List.of(new JobDriver())))
                        .options(options)
                        .build()) {
            engine.start();
            System.out.println("replica " + args[3] + " is ready");
            new CountDownLatch(1).await();
        }
    }
}
