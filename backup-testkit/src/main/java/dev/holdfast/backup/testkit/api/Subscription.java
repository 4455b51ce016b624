package dev.holdfast.backup.testkit.api;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running delivery of changes to one listener. Safe for use by many threads. */
public final class Subscription implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);

    private final ObjectStore store;
    private final Consumer<ObjectChange> listener;
    private final Consumer<Subscription> onClose;
    private final Consumer<ObjectChange> intake = this::enqueue;
    private final AtomicInteger pending = new AtomicInteger();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "simulated-controller");
        made.setDaemon(true);
        return made;
    });

    Subscription(ObjectStore store, Consumer<ObjectChange> listener, Consumer<Subscription> onClose) {
        this.store = store;
        this.listener = listener;
        this.onClose = onClose;
        store.listen(intake);
    }

    boolean isIdle() {
        return pending.get() == 0;
    }

    /** Ends the delivery. The change being delivered is interrupted, later ones are dropped. */
    @Override
    public void close() {
        store.unlisten(intake);
        thread.shutdownNow();
        onClose.accept(this);
    }

    private void enqueue(ObjectChange change) {
        pending.incrementAndGet();
        try {
            thread.execute(() -> deliver(change));
        } catch (RejectedExecutionException e) {
            LOG.debug("a change came after the end of its subscription");
        }
    }

    private void deliver(ObjectChange change) {
        try {
            listener.accept(change);
        } catch (RuntimeException e) {
            LOG.error(
                    "a listener failed on {} of a {}",
                    change.kind(),
                    change.type().kind(),
                    e);
        } finally {
            pending.decrementAndGet();
        }
    }
}
