package dev.holdfast.backup.testkit.api;

/**
 * Something that reacts to what is stored, like a controller in a cluster. Started once with its server and closed
 * before it.
 */
public interface SimulatedController extends AutoCloseable {

    /**
     * Begins work. Must return soon: work belongs into a subscription (see {@link SimulatedApi#subscribe}) or a client.
     *
     * @param api the running server
     */
    void start(SimulatedApi api);

    /** Ends work. Called once, also when {@link #start} failed. */
    @Override
    void close();
}
