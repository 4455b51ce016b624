package dev.holdfast.backup.testkit.cluster;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * How to start a {@link RealCluster}. Immutable.
 *
 * @param controllers names of the controllers a kube-controller-manager runs; empty starts none
 * @param startupTimeout how long each process may take to become ready
 * @param apiServerArguments further arguments of kube-apiserver; they win over the built-in ones
 */
public record RealClusterOptions(List<String> controllers, Duration startupTimeout, List<String> apiServerArguments) {

    /** Copies the lists. */
    public RealClusterOptions {
        controllers = List.copyOf(controllers);
        apiServerArguments = List.copyOf(apiServerArguments);
    }

    /** etcd and kube-apiserver without any controller; 60 s to start. */
    public static RealClusterOptions apiServerOnly() {
        return new RealClusterOptions(List.of(), Duration.ofSeconds(60), List.of());
    }

    /**
     * As {@link #apiServerOnly()} with the garbage collector, namespace and Job controllers. Pods stay Pending: nothing
     * runs them.
     */
    public static RealClusterOptions withControllers() {
        return new RealClusterOptions(
                List.of("garbage-collector-controller", "namespace-controller", "job-controller"),
                Duration.ofSeconds(60),
                List.of());
    }

    /** A copy that hands one more argument to kube-apiserver. */
    public RealClusterOptions apiServerArgument(String argument) {
        return new RealClusterOptions(
                controllers,
                startupTimeout,
                Stream.concat(apiServerArguments.stream(), Stream.of(argument)).toList());
    }
}
