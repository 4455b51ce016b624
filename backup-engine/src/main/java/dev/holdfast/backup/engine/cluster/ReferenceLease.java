package dev.holdfast.backup.engine.cluster;

import dev.holdfast.backup.engine.EngineOptions;
import dev.holdfast.backup.spi.ObjectRef;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Tells from the Lease of its leader election whether the reference's controller is at work in this cluster. It goes by the time that
 * the Lease shows: a wall clock that is off by more than the Lease's duration shows the wrong answer. Thread-safe.
 */
public final class ReferenceLease {

    private final Cluster cluster;
    private final EngineOptions.Reference reference;
    private final InstantSource clock;

    /** Looks for the reference that the options name. */
    public ReferenceLease(Cluster cluster, EngineOptions.Reference reference, InstantSource clock) {
        this.cluster = cluster;
        this.reference = reference;
        this.clock = clock;
    }

    /**
     * Who holds the Lease and renews it; empty if nobody does, or if nobody is to be looked for. One live read.
     *
     * @throws ApiException if the Lease cannot be read
     */
    public Optional<String> holder() {
        if (!reference.isLookedFor()) {
            return Optional.empty();
        }
        return cluster.get(ObjectRef.of("coordination.k8s.io/v1", "Lease", reference.namespace(), reference.lease()))
                .object()
                .map(LeaseRecord::of)
                .filter(lease -> lease.isHeldAt(clock.instant()))
                .map(LeaseRecord::holder);
    }
}
