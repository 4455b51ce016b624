package dev.holdfast.backup.samples.host.access;

import dev.holdfast.backup.samples.host.cli.DriverOptions;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of the commands that print manifests. */
public final class AccountOptions {

    @Mixin
    private DriverOptions drivers = new DriverOptions();

    @Option(
            names = "--engine-namespace",
            defaultValue = "holdfast-system",
            paramLabel = "NAMESPACE",
            description = "Namespace of the engine (default: ${DEFAULT-VALUE}).")
    private String namespace = "";

    @Option(
            names = "--service-account",
            defaultValue = "holdfast",
            paramLabel = "NAME",
            description = "The engine's account in that namespace (default: ${DEFAULT-VALUE}).")
    private String serviceAccount = "";

    @Option(
            names = "--application-groups",
            split = ",",
            defaultValue = "apps.cozystack.io",
            paramLabel = "GROUP",
            description = "API groups of the applications that are backed up (default: ${DEFAULT-VALUE}).")
    private List<String> applicationGroups = List.of();

    /** Whom they name. */
    public Account account() {
        return new Account(namespace, serviceAccount);
    }

    /** The roles for that account and the drivers that are loaded. */
    public Access access() {
        return Access.of(account(), drivers.drivers().all(), applicationGroups);
    }
}
