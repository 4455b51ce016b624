package dev.holdfast.backup.engine;

import dev.holdfast.backup.engine.cluster.ApiObserver;
import java.util.function.IntSupplier;

/**
 * Where the numbers of an engine go. {@code metrics.MicrometerMeters} sends them to a Micrometer registry; the engine itself needs
 * no metrics library. Implementations must be thread-safe and quick.
 */
public interface EngineMeters {

    /** No meters. */
    EngineMeters NONE = new EngineMeters() {
        @Override
        public RunListener runs() {
            return RunListener.NONE;
        }

        @Override
        public ApiObserver requests() {
            return ApiObserver.NONE;
        }

        @Override
        public void queueDepth(IntSupplier depth) {
            // Nobody asks.
        }
    };

    /** Told of runs. */
    RunListener runs();

    /** Told of requests to the API server. */
    ApiObserver requests();

    /** Given the depth of the queue to ask for, once. */
    void queueDepth(IntSupplier depth);

    /** Given whether the reference's controller is at work beside the engine, 1 or 0, to ask for, once. Does nothing by default. */
    default void referenceAtWork(IntSupplier atWork) {
        // Nobody asks.
    }
}
