package dev.holdfast.backup.samples.host.operate;

import picocli.CommandLine.Option;

/** Where the engine is whose journals a command is about. */
final class EngineNamespaceOption {

    @Option(
            names = "--engine-namespace",
            defaultValue = Connection.DEFAULT_ENGINE_NAMESPACE,
            paramLabel = "NAMESPACE",
            description = "Namespace of the engine, where its journals are (default: ${DEFAULT-VALUE}).")
    private String namespace = "";

    String value() {
        return namespace;
    }
}
