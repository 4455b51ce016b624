package dev.holdfast.backup.benchmarks.contender;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bare}: the loop that an engine is compared with. */
@Command(name = "bare", hidden = true, description = "Run by load in a process of its own.")
public final class BareCommand implements Callable<Integer> {

    @Mixin
    private Connection connection = new Connection();

    @Option(names = "--without-events", description = "Tells nobody of anything.")
    private boolean withoutEvents;

    /** Made by picocli. */
    public BareCommand() {
        // Its options are set by picocli.
    }

    @Override
    public Integer call() throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(connection.workers(), BareCommand::worker);
        try (KubernetesClient client = connection.client();
                BareLoop loop = BareLoop.start(client, workers, !withoutEvents)) {
            Connection.serve();
        } finally {
            workers.shutdownNow();
        }
        return 0;
    }

    /** Ends the process with a task that fails: a loop that left runs out would look fast. */
    private static Thread worker(Runnable task) {
        Thread thread = new Thread(task, "worker");
        thread.setUncaughtExceptionHandler((t, failure) -> {
            failure.printStackTrace();
            Runtime.getRuntime().halt(1);
        });
        return thread;
    }
}
