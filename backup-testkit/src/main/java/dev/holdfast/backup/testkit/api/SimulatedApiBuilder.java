package dev.holdfast.backup.testkit.api;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Settings for a {@link SimulatedApi}. Not safe for use by many threads. */
public final class SimulatedApiBuilder {

    private static final int DEFAULT_HISTORY = 100_000;

    private InstantSource clock = InstantSource.system();
    private ObjectAdmission admission = ObjectAdmission.passThrough();
    private PodLogs podLogs = (namespace, pod, container) -> Optional.of("");
    private int historyLimit = DEFAULT_HISTORY;
    private boolean clusterControllers = true;
    private final List<SimulatedController> extra = new ArrayList<>();

    SimulatedApiBuilder() {}

    /**
     * The clock for timestamps in objects and in the request log. Default: the system clock.
     *
     * @param source the clock
     * @return this
     */
    public SimulatedApiBuilder clock(InstantSource source) {
        this.clock = source;
        return this;
    }

    /**
     * Decides about objects before they are stored. Default: everything passes.
     *
     * @param rules the decision
     * @return this
     */
    public SimulatedApiBuilder admission(ObjectAdmission rules) {
        this.admission = rules;
        return this;
    }

    /**
     * Where pod logs come from. Default: every log is empty.
     *
     * @param logs the source
     * @return this
     */
    public SimulatedApiBuilder podLogs(PodLogs logs) {
        this.podLogs = logs;
        return this;
    }

    /**
     * How many changes are remembered for watches and continued lists. Default: 100,000.
     *
     * @param changes at least 1
     * @return this
     */
    public SimulatedApiBuilder historyLimit(int changes) {
        this.historyLimit = changes;
        return this;
    }

    /**
     * Runs another controller beside the built-in ones.
     *
     * @param controller started and closed with the server
     * @return this
     */
    public SimulatedApiBuilder controller(SimulatedController controller) {
        extra.add(controller);
        return this;
    }

    /**
     * Leaves out garbage collection and the deletion of namespaces and of CustomResourceDefinitions, as an API server
     * without a controller manager does.
     *
     * @return this
     */
    public SimulatedApiBuilder withoutClusterControllers() {
        this.clusterControllers = false;
        return this;
    }

    /**
     * Starts the server.
     *
     * @return the running server; the caller closes it
     */
    public SimulatedApi start() {
        return new SimulatedApi(this);
    }

    InstantSource clock() {
        return clock;
    }

    ObjectAdmission admission() {
        return admission;
    }

    PodLogs podLogs() {
        return podLogs;
    }

    int historyLimit() {
        return historyLimit;
    }

    List<SimulatedController> controllers(ResourceRegistry registry, InternalWrites writes) {
        List<SimulatedController> all = new ArrayList<>();
        if (clusterControllers) {
            all.add(new SweepingController(
                    List.of(new GarbageCollection(registry, writes), new ContentCleanup(registry, writes)),
                    writes::revision));
        }
        all.addAll(extra);
        return all;
    }
}
