package dev.holdfast.backup.samples.loop;

import dev.holdfast.backup.engine.BackupEngine;
import dev.holdfast.backup.engine.EngineOptions;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.concurrent.CountDownLatch;

/** Runs the loop with the usual kubeconfig and every driver on the class path, until it is killed. */
public final class OwnLoopApp {

    private OwnLoopApp() {}

    /** Takes no arguments. */
    public static void main(String[] args) throws InterruptedException {
        EngineOptions options = EngineOptions.defaults();
        try (KubernetesClient client = new KubernetesClientBuilder().build();
                BackupEngine engine =
                        BackupEngine.builder().client(client).options(options).build();
                OwnLoop loop = OwnLoop.start(client, engine.reconcilers(), options.namespace())) {
            Runtime.getRuntime().addShutdownHook(new Thread(loop::close));
            new CountDownLatch(1).await();
        }
    }
}
