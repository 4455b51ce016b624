package dev.holdfast.backup.samples.host.run;

import dev.holdfast.backup.samples.host.web.Component;
import java.util.List;

/** What the commands need of an engine. */
public interface EngineHandle extends AutoCloseable {

    /**
     * Starts to work.
     *
     * @throws dev.holdfast.backup.samples.host.cli.CommandFailure if the cluster lacks what the engine needs
     */
    void start();

    /** How it is. */
    List<Component> health();

    /** Stops taking work and releases the lease. */
    @Override
    void close();
}
