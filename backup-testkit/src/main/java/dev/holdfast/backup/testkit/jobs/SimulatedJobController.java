package dev.holdfast.backup.testkit.jobs;

import dev.holdfast.backup.testkit.api.SimulatedApi;
import dev.holdfast.backup.testkit.api.SimulatedController;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Gives a simulated API server a {@link JobController} that lives and dies with it and follows its clock. */
public final class SimulatedJobController implements SimulatedController {

    /** The user its requests are made by, as in a cluster. */
    public static final String USER = "system:serviceaccount:kube-system:job-controller";

    private final Duration retryDelay;
    private final Deque<Runnable> undo = new ArrayDeque<>();

    /**
     * A controller to be started by a server.
     *
     * @param retryDelay wait before the first failed Pod of a Job is replaced
     */
    public SimulatedJobController(Duration retryDelay) {
        this.retryDelay = retryDelay;
    }

    @Override
    public synchronized void start(SimulatedApi api) {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "simulated-job-controller");
            thread.setDaemon(true);
            return thread;
        });
        undo.push(executor::shutdownNow);
        KubernetesClient client = api.client(USER);
        undo.push(client::close);
        undo.push(JobController.start(client, api.clock(), executor, retryDelay)::close);
    }

    @Override
    public synchronized void close() {
        while (!undo.isEmpty()) {
            undo.pop().run();
        }
    }
}
