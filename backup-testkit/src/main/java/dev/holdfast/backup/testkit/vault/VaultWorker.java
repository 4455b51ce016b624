package dev.holdfast.backup.testkit.vault;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that takes one step after the other, and repeats those that failed. Thread-safe. */
final class VaultWorker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(VaultWorker.class);
    private static final long RETRY_MILLIS = 50;
    private static final long CLOSE_SECONDS = 10;

    private final Map<VaultKind, Reconciler> reconcilers;
    private final Set<Key> queued = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "vault-platform");
        thread.setDaemon(true);
        return thread;
    });

    /** An object that somebody has to look at. */
    record Key(VaultKind kind, String namespace, String name) {}

    VaultWorker(Map<VaultKind, Reconciler> reconcilers) {
        this.reconcilers = Map.copyOf(reconcilers);
    }

    void wake(Key key) {
        if (reconcilers.containsKey(key.kind()) && queued.add(key)) {
            schedule(key, 0);
        }
    }

    /** Returns when the step in hand has ended; nothing is written after that. */
    @Override
    public void close() {
        executor.shutdownNow();
        try {
            if (!executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the Vault platform's thread did not end within {} seconds", CLOSE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void schedule(Key key, long delayMillis) {
        try {
            executor.schedule(() -> run(key), delayMillis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("{} is not looked at any more: the platform is closed", key);
        }
    }

    private void run(Key key) {
        queued.remove(key);
        try {
            Reconciler reconciler = reconcilers.get(key.kind());
            if (reconciler != null && reconciler.step(key.namespace(), key.name())) {
                wake(key);
            }
        } catch (KubernetesClientException e) {
            // Mostly a conflict with somebody else's write: look at it afresh.
            LOG.debug("{} is looked at again: {}", key, e.getMessage());
            retry(key);
        } catch (RuntimeException e) {
            LOG.error("the Vault platform failed on {}, will try again", key, e);
            retry(key);
        }
    }

    private void retry(Key key) {
        if (queued.add(key)) {
            schedule(key, RETRY_MILLIS);
        }
    }
}
