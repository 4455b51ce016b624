package dev.holdfast.backup.samples.host.run;

import dev.holdfast.backup.engine.BackupEngine;
import dev.holdfast.backup.engine.EngineOptions;
import dev.holdfast.backup.engine.metrics.MicrometerMeters;
import dev.holdfast.backup.samples.host.cli.ClusterOptions;
import dev.holdfast.backup.samples.host.cli.DriverOptions;
import dev.holdfast.backup.samples.host.cli.ExitCodes;
import dev.holdfast.backup.samples.host.web.HttpEndpoints;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code run}: the engine with every driver that it finds, until SIGTERM. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the engine until SIGTERM.",
            "Uses every driver on the class path and those of --drivers; serves /healthz, /readyz?verbose and /metrics. Several processes may "
                    + "run at the same time: one of them leads. On SIGTERM it stops taking work, releases the lease "
                    + "and exits with 0."
        })
public final class RunCommand implements Callable<Integer> {

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private DriverOptions drivers = new DriverOptions();

    @Mixin
    private EngineFlags engineFlags = new EngineFlags();

    @Option(
            names = "--http-port",
            defaultValue = "8080",
            paramLabel = "N",
            description = "Port of the health pages; 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int httpPort;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        EngineOptions options = engineFlags.options();
        PrintWriter out = spec.commandLine().getOut();
        try (HostMetrics metrics = new HostMetrics();
                KubernetesClient client = cluster.client();
                BackupEngine engine = BackupEngine.builder()
                        .client(client)
                        .drivers(drivers.drivers())
                        .options(options)
                        .meters(new MicrometerMeters(metrics.registry()))
                        .build()) {
            engine.start();
            try (HttpEndpoints http = HttpEndpoints.start(httpPort, engine::health, metrics::scrape)) {
                GracefulStop.onSignal(out, engine::close, http::close, client::close);
                out.println(
                        "ready: http port " + http.port() + ", " + options.identity() + " at " + client.getMasterUrl());
                out.flush();
                new CountDownLatch(1).await();
            }
        }
        return ExitCodes.OK;
    }
}
