package dev.holdfast.backup.samples.host.run;

import dev.holdfast.backup.engine.EngineOptions;
import dev.holdfast.backup.samples.host.cli.CommandFailure;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** The engine's options that can be set by flag; everything else has its default. */
final class EngineFlags {

    /** A lease shorter than this is lost by an ordinary pause of the JVM. */
    private static final int LEAST_LEASE_SECONDS = 3;

    @Option(
            names = "--namespace",
            paramLabel = "NAMESPACE",
            description = "Where the lease and the journals of runs live (default: holdfast-system).")
    private Optional<String> namespace = Optional.empty();

    @Option(
            names = "--identity",
            paramLabel = "ID",
            description = "Name of this process in the lease and in events (default: host name and process id).")
    private Optional<String> identity = Optional.empty();

    @Option(
            names = "--namespaces",
            split = ",",
            paramLabel = "NAMESPACE",
            description = "Serve only these namespaces (default: all).")
    private Set<String> namespaces = Set.of();

    @Option(names = "--workers", paramLabel = "N", description = "How many runs advance at the same time (default: 4).")
    private Optional<Integer> workers = Optional.empty();

    @Option(
            names = "--lease-seconds",
            paramLabel = "N",
            description = "How long after this process dies another one may take over (default: 15).")
    private Optional<Integer> leaseSeconds = Optional.empty();

    EngineOptions options() {
        EngineOptions options = EngineOptions.defaults()
                .withIdentity(identity.orElseGet(EngineFlags::hostAndProcess))
                .withNamespaces(namespaces);
        try {
            options = namespace.map(options::withNamespace).orElse(options);
            options = workers.map(options::withWorkers).orElse(options);
            return leaseSeconds.isEmpty() ? options : withLease(options, leaseSeconds.get());
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(String.valueOf(e.getMessage()));
        }
    }

    /** Renewal and request time-out keep their share of the lease. */
    private static EngineOptions withLease(EngineOptions options, int seconds) {
        if (seconds < LEAST_LEASE_SECONDS) {
            throw CommandFailure.usage("--lease-seconds must be at least " + LEAST_LEASE_SECONDS);
        }
        Duration duration = Duration.ofSeconds(seconds);
        return options.withLease(lease -> new EngineOptions.Lease(
                lease.name(),
                duration,
                duration.dividedBy(3),
                duration.multipliedBy(8).dividedBy(15)));
    }

    private static String hostAndProcess() {
        long process = ProcessHandle.current().pid();
        try {
            return InetAddress.getLocalHost().getHostName() + "-" + process;
        } catch (UnknownHostException e) {
            return "host-app-" + process;
        }
    }
}
