package dev.holdfast.backup.testkit.pods;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays kubelet and scheduler for a Kubernetes API: takes every pod that no other node has, runs its containers as local
 * processes, and reports as a kubelet does. Thread-safe.
 *
 * <p>What a pod gets: init containers in order, {@code restartPolicy}, environment and volumes from Secrets, ConfigMaps and
 * the downward API, claims as directories that outlive pods (a claim object is not asked for), termination messages, a
 * deadline, and SIGTERM, grace period and SIGKILL on deletion. A missing Secret or an unknown image keeps a container waiting
 * with the kubelet's reason and is tried again a few times a second. Not played: probes (a running container is ready),
 * lifecycle hooks, resource limits, init containers that stay, refreshing mounted Secrets, the service account's token.
 *
 * <p>See the package's description for how mount paths become real. Containers end with the runner, even if the JVM is
 * killed. Pods found running at the start, which an earlier runner left, count as killed with exit code 137.
 */
public final class ProcessKubelet implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessKubelet.class);
    private static final int THREADS = 4;
    private static final long TICK_MILLIS = 200;
    private static final long CLOSE_SECONDS = 10;
    private final KubernetesClient client;
    private final ProcessKubeletBuilder options;
    private final RunnerContext context;
    private final ScheduledThreadPoolExecutor executor;
    private final Map<String, Entry> pods = new ConcurrentHashMap<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private Optional<SharedIndexInformer<Pod>> informer = Optional.empty();

    private record Entry(PodWorker worker, PodQueue queue) {}

    private ProcessKubelet(KubernetesClient client, ProcessKubeletBuilder options, RunnerContext context) {
        this.client = client;
        this.options = options;
        this.context = context;
        AtomicInteger number = new AtomicInteger();
        this.executor = new ScheduledThreadPoolExecutor(
                THREADS,
                task -> {
                    Thread thread = new Thread(task, "process-kubelet-" + number.getAndIncrement());
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
    }

    /** A builder; the client stays the caller's and must outlive the runner. */
    public static ProcessKubeletBuilder builder(KubernetesClient client) {
        return new ProcessKubeletBuilder(client);
    }

    static ProcessKubelet start(KubernetesClient client, ProcessKubeletBuilder options) {
        HostTools tools = HostTools.detect(options.isolation());
        Path work = options.workDirectory().toAbsolutePath().normalize();
        try {
            Files.createDirectories(work);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the runner's work directory " + work, e);
        }
        RunnerContext context = new RunnerContext(
                new PodApi(client, options.nodeName()),
                new ClientConfigSource(client),
                options.images(),
                new ContainerStarter(tools, options.hosts()),
                options.clock(),
                work,
                options.restartBackoff(),
                ConcurrentHashMap.newKeySet());
        ProcessKubelet kubelet = new ProcessKubelet(client, options, context);
        try {
            kubelet.watch();
            return kubelet;
        } catch (RuntimeException e) {
            kubelet.close();
            throw e;
        }
    }

    /** Access to what the containers wrote, until their pods are gone or this runner is closed. */
    public ContainerLogs logs() {
        return new ContainerLogs((namespace, name) -> pods.values().stream()
                .map(Entry::worker)
                .filter(worker -> matches(worker.pod().current(), namespace, name))
                .findFirst());
    }

    /**
     * Stops watching and kills every container; pods keep the status they have. Returns when the processes are gone, after
     * ten seconds at most. Calling it again does nothing.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        informer.ifPresent(SharedIndexInformer::close);
        executor.shutdown();
        try {
            if (!executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the process runner's threads did not end within {} seconds", CLOSE_SECONDS);
            }
            CompletableFuture<?>[] exits = context.live().stream()
                    .peek(ContainerProcess::kill)
                    .map(ContainerProcess::exit)
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(exits)
                    .orTimeout(CLOSE_SECONDS, TimeUnit.SECONDS)
                    .exceptionally(failure -> {
                        LOG.warn("container processes did not end within {} seconds", CLOSE_SECONDS, failure);
                        return null;
                    })
                    .join();
        } catch (InterruptedException e) {
            context.live().forEach(ContainerProcess::kill);
            Thread.currentThread().interrupt();
        } finally {
            context.starter().close();
        }
    }

    private void watch() {
        informer = Optional.of(client.pods().inAnyNamespace().inform(new Watcher(), 0L));
        executor.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Time passes: deadlines, grace periods, back-offs, and retries of what was missing. */
    private void tick() {
        pods.values().stream().filter(entry -> !entry.worker().idle()).forEach(entry -> entry.queue()
                .wake());
    }

    private void seen(Pod pod) {
        String node = pod.getSpec().getNodeName();
        boolean gated = !pod.getSpec().getSchedulingGates().isEmpty();
        if (gated || node != null && !node.isEmpty() && !node.equals(options.nodeName())) {
            return;
        }
        Entry entry = pods.computeIfAbsent(pod.getMetadata().getUid(), uid -> enlist(uid, pod));
        entry.worker().update(pod);
        entry.queue().wake();
    }

    private Entry enlist(String uid, Pod pod) {
        PodWorker worker = new PodWorker(pod, context, () -> wake(uid));
        return new Entry(worker, new PodQueue(executor, () -> step(uid, worker)));
    }

    private void wake(String uid) {
        Optional.ofNullable(pods.get(uid)).ifPresent(entry -> entry.queue().wake());
    }

    private void step(String uid, PodWorker worker) {
        if (closed.get()) {
            return;
        }
        try {
            if (worker.step()) {
                pods.remove(uid);
            }
        } catch (RuntimeException e) {
            LOG.error("the process runner failed on pod {}, will try again", worker.pod(), e);
        }
    }

    private static boolean matches(Pod pod, String namespace, String name) {
        return pod.getMetadata().getNamespace().equals(namespace)
                && pod.getMetadata().getName().equals(name);
    }

    private final class Watcher implements ResourceEventHandler<Pod> {
        @Override
        public void onAdd(Pod pod) {
            seen(pod);
        }

        @Override
        public void onUpdate(Pod before, Pod pod) {
            seen(pod);
        }

        @Override
        public void onDelete(Pod pod, boolean finalStateUnknown) {
            Optional.ofNullable(pods.get(pod.getMetadata().getUid())).ifPresent(entry -> {
                entry.worker().release();
                entry.queue().wake();
            });
        }
    }
}
