package dev.holdfast.backup.samples.host.cli;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which cluster, and as whom. */
public final class ClusterOptions {

    private static final int CONNECT_MILLIS = 5_000;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = {
                "Settings of the cluster. Default: $KUBECONFIG, else ~/.kube/config, else the account of the pod that",
                "this runs in."
            })
    private Optional<Path> kubeconfig = Optional.empty();

    @Option(names = "--context", paramLabel = "NAME", description = "Context of the kubeconfig, else its current one.")
    private Optional<String> context = Optional.empty();

    /** A new client, not yet connected. The engine retries by its own rules, so the client does not. */
    public KubernetesClient client() {
        Config config = new ConfigBuilder(config())
                .withConnectionTimeout(CONNECT_MILLIS)
                .withRequestRetryBackoffLimit(0)
                .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    private Config config() {
        if (kubeconfig.isEmpty()) {
            return Config.autoConfigure(context.orElse(null));
        }
        Path file = kubeconfig.get();
        if (!Files.isReadable(file)) {
            throw CommandFailure.failure("the kubeconfig " + file + " cannot be read");
        }
        try {
            return Config.fromKubeconfig(context.orElse(null), Files.readString(file), file.toString());
        } catch (KubernetesClientException | IOException e) {
            throw CommandFailure.failure("the kubeconfig " + file + " is not usable: " + e.getMessage());
        }
    }
}
