package dev.holdfast.backup.samples.loop;

import dev.holdfast.backup.engine.Reconcilers;
import dev.holdfast.backup.engine.work.Outcome;
import dev.holdfast.backup.engine.work.WorkKey;
import dev.holdfast.backup.spi.ResourceKind;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that does one pass after the other, which is all that the engine asks for: no two passes at once for a key. Run it
 * on one replica at a time.
 */
public final class OwnLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OwnLoop.class);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 6;
    private static final Duration STOP_WITHIN = Duration.ofSeconds(20);

    private final KubernetesClient client;
    private final Reconcilers engine;
    private final DueKeys due = new DueKeys();
    private final Map<WorkKey, Integer> failures = new HashMap<>();
    private final List<SharedIndexInformer<?>> informers = new ArrayList<>();
    private volatile boolean stopping;
    private final Thread thread = new Thread(this::work, "own-loop");

    private OwnLoop(KubernetesClient client, Reconcilers engine) {
        this.client = client;
        this.engine = engine;
    }

    /**
     * Starts to watch and to work.
     *
     * @param engineNamespace where the engine's journals are, the only Secrets that are watched
     */
    public static OwnLoop start(KubernetesClient client, Reconcilers engine, String engineNamespace) {
        OwnLoop loop = new OwnLoop(client, engine);
        for (ResourceKind kind : engine.watchedKinds()) {
            loop.watch(kind, engineNamespace);
        }
        // Whatever the watches have not told by now is found here.
        engine.all().forEach(key -> loop.due.add(key, Duration.ZERO));
        loop.thread.start();
        return loop;
    }

    private void watch(ResourceKind kind, String engineNamespace) {
        var objects = client.genericKubernetesResources(kind.apiVersion(), kind.kind());
        informers.add(
                kind.kind().equals("Secret")
                        ? objects.inNamespace(engineNamespace).inform(new Changes())
                        : objects.inAnyNamespace().inform(new Changes()));
    }

    private void work() {
        try {
            for (Optional<WorkKey> key = next(); key.isPresent(); key = next()) {
                again(key.get(), pass(key.get()));
            }
        } catch (InterruptedException e) {
            LOG.warn("interrupted, and so stopped");
        }
    }

    private Optional<WorkKey> next() throws InterruptedException {
        return stopping ? Optional.empty() : due.take();
    }

    private Outcome pass(WorkKey key) {
        try {
            return engine.reconcile(key);
        } catch (RuntimeException e) {
            LOG.error("a pass over {} failed", key, e);
            return Outcome.retry();
        }
    }

    private void again(WorkKey key, Outcome outcome) {
        if (outcome.backoff()) {
            int times = failures.merge(key, 1, Integer::sum);
            Duration grown = FIRST_RETRY.multipliedBy(1L << Math.min(times - 1, MOST_DOUBLINGS));
            Duration least = outcome.again().orElse(Duration.ZERO);
            due.add(key, grown.compareTo(least) > 0 ? grown : least);
            return;
        }
        failures.remove(key);
        outcome.again().ifPresent(delay -> due.add(key, delay));
    }

    /** Stops after the pass that is under way. */
    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::close);
        stopping = true;
        due.close();
        try {
            thread.join(STOP_WITHIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Makes due whatever a change concerns. */
    private final class Changes implements ResourceEventHandler<GenericKubernetesResource> {
        @Override
        public void onAdd(GenericKubernetesResource object) {
            changed(Optional.empty(), Optional.of(object));
        }

        @Override
        public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource after) {
            changed(Optional.of(before), Optional.of(after));
        }

        @Override
        public void onDelete(GenericKubernetesResource object, boolean unseen) {
            changed(Optional.of(object), Optional.empty());
        }

        private void changed(Optional<GenericKubernetesResource> before, Optional<GenericKubernetesResource> after) {
            engine.affectedBy(before, after).forEach(key -> due.add(key, Duration.ZERO));
        }
    }
}
