package dev.holdfast.backup.benchmarks.contender;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a contender works, as whom, and for how long: until its standard input ends, so that it never outlives the harness. */
final class Connection {

    /** What a contender prints once it takes work. */
    static final String READY = "ready";

    @Option(names = "--kubeconfig", required = true, description = "Of the cluster to work on.")
    private Path kubeconfig = Path.of("");

    @Option(
            names = "--user",
            required = true,
            description = "To act as, so that the audit log tells its requests apart.")
    private String user = "";

    @Option(names = "--workers", required = true, description = "How many runs advance at the same time.")
    private int workers;

    int workers() {
        return workers;
    }

    KubernetesClient client() {
        Config config = new ConfigBuilder(Config.fromKubeconfig(kubeconfig.toFile()))
                .withImpersonateUsername(user)
                .withImpersonateGroups("system:masters")
                .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    /** Tells the harness to begin, and returns when it has ended or wants this process to end. */
    static void serve() throws IOException {
        System.out.println(READY);
        System.out.flush();
        while (System.in.read() >= 0) {
            // Nobody says anything there; only the end counts.
        }
    }
}
