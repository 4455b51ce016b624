package dev.holdfast.backup.it.docs;

import dev.holdfast.backup.engine.BackupEngine;
import dev.holdfast.backup.engine.EngineOptions;
import io.fabric8.kubernetes.client.KubernetesClient;

/** The example of the README, so that it compiles. */
final class EmbeddingExample {

    private EmbeddingExample() {}

    static BackupEngine embed(KubernetesClient client, String podName) {
        // readme:begin
        BackupEngine engine = BackupEngine.builder()
                .client(client) // yours; never closed by the engine
                .options(EngineOptions.defaults().withNamespace("my-platform").withIdentity(podName))
                .build(); // drivers: all that the class path holds
        engine.start(); // informers, queue, leader election
        Runtime.getRuntime().addShutdownHook(new Thread(engine::close));
        // readme:end
        return engine;
    }
}
