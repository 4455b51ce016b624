package dev.holdfast.backup.samples.host.operate;

import dev.holdfast.backup.engine.BackupEngine;
import dev.holdfast.backup.engine.EngineOptions;
import dev.holdfast.backup.engine.Operations;
import dev.holdfast.backup.engine.cluster.ApiException;
import dev.holdfast.backup.samples.host.cli.ClusterOptions;
import dev.holdfast.backup.samples.host.cli.CommandFailure;
import dev.holdfast.backup.samples.host.cli.DriverOptions;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Mixin;

/** Which cluster a command works on. */
final class Connection {

    static final String DEFAULT_ENGINE_NAMESPACE = "holdfast-system";

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private DriverOptions drivers = new DriverOptions();

    /**
     * A cluster to work on.
     *
     * @param client to it
     * @param operations of an engine that does not run here
     */
    record Session(KubernetesClient client, Operations operations) {

        /** The namespace that was given, else that of the kubeconfig's context, else {@code default}. */
        String namespace(Optional<String> given) {
            return given.or(() -> Optional.ofNullable(client.getNamespace())).orElse("default");
        }
    }

    /** Works on the cluster, whatever namespace the engine is in. What the API refuses is told in one line. */
    <T> T with(Function<Session, T> work) {
        return with(DEFAULT_ENGINE_NAMESPACE, work);
    }

    /** The same with the engine of this namespace. */
    <T> T with(String engineNamespace, Function<Session, T> work) {
        try (KubernetesClient client = cluster.client();
                BackupEngine engine = BackupEngine.builder()
                        .client(client)
                        .drivers(drivers.drivers())
                        .options(EngineOptions.defaults()
                                .withNamespace(engineNamespace)
                                .withIdentity("host-app"))
                        .build()) {
            try {
                return work.apply(new Session(client, engine.operations()));
            } catch (ApiException e) {
                throw CommandFailure.failure(explained(e, client));
            } catch (KubernetesClientException e) {
                throw e.getCode() == 403 ? CommandFailure.failure(forbidden(e)) : e;
            }
        }
    }

    private static String explained(ApiException e, KubernetesClient client) {
        if (e.code() == ApiException.NO_ANSWER) {
            return "the Kubernetes API at " + client.getMasterUrl() + " does not answer: " + e.detail();
        }
        if (e.isKindMissing()) {
            return e.detail() + "; install the definitions first: host-app crds";
        }
        if (e.code() == 403) {
            String where = e.request().namespace().isEmpty()
                    ? " in all namespaces"
                    : " in namespace " + e.request().namespace();
            return "you may not " + e.request().verb() + " " + e.request().resource() + where + ": " + e.detail();
        }
        return String.valueOf(e.getMessage());
    }

    private static String forbidden(KubernetesClientException e) {
        return "you may not do this: "
                + Optional.ofNullable(e.getStatus()).map(s -> s.getMessage()).orElse(e.getMessage());
    }
}
