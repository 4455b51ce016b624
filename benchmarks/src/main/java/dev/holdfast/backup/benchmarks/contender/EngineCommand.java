package dev.holdfast.backup.benchmarks.contender;

import dev.holdfast.backup.driver.job.JobDriver;
import dev.holdfast.backup.engine.BackupEngine;
import dev.holdfast.backup.engine.EngineOptions;
import dev.holdfast.backup.engine.Health;
import dev.holdfast.backup.spi.Drivers;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code engine}: the engine with the Job driver and its default options, leader election included. */
@Command(name = "engine", hidden = true, description = "Run by load in a process of its own.")
public final class EngineCommand implements Callable<Integer> {

    /** Where the lease and the journals lie. */
    public static final String NAMESPACE = "holdfast-system";

    private static final long LOOK_MILLIS = 100;

    @Mixin
    private Connection connection = new Connection();

    /** Made by picocli. */
    public EngineCommand() {
        // Its options are set by picocli.
    }

    @Override
    public Integer call() throws Exception {
        try (KubernetesClient client = connection.client();
                BackupEngine engine = BackupEngine.builder()
                        .client(client)
                        .drivers(Drivers.of(List.of(new JobDriver())))
                        .options(EngineOptions.defaults()
                                .withNamespace(NAMESPACE)
                                .withWorkers(connection.workers()))
                        .build()) {
            engine.start();
            while (!engine.isLeader() || !engine.health().stream().allMatch(Health::ok)) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
            Connection.serve();
        }
        return 0;
    }
}
