package dev.holdfast.backup.engine.cluster;

import dev.holdfast.backup.engine.EngineOptions;
import dev.holdfast.backup.spi.ObjectRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Tells from the engine's own Lease whether one is at work, for somebody who is no candidate. Stateless. */
public final class EngineLease {

    /** How far apart the clocks may be; to wait a minute longer costs less than to take away what a living engine needs. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(1);

    private EngineLease() {}

    /**
     * Who holds the Lease and renews it; empty if nobody does. One live read.
     *
     * @throws ApiException if the Lease cannot be read
     */
    public static Optional<String> holder(Cluster cluster, EngineOptions options, Instant now) {
        return cluster.get(ObjectRef.of(
                        "coordination.k8s.io/v1",
                        "Lease",
                        options.namespace(),
                        options.lease().name()))
                .object()
                .map(LeaseRecord::of)
                .filter(lease -> lease.isHeldAt(now.minus(CLOCKS_APART)))
                .map(LeaseRecord::holder);
    }
}
