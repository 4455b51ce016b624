package dev.holdfast.backup.samples.host.operate;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the objects of a command are. */
final class NamespaceOption {

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description = "Namespace of the application and its backups (default: that of the kubeconfig's context).")
    private Optional<String> namespace = Optional.empty();

    String in(Connection.Session session) {
        return session.namespace(namespace);
    }
}
