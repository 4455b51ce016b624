package dev.holdfast.backup.engine;

import dev.holdfast.backup.api.DeletionPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Every name, bound and default of an engine. Immutable. Defaults:
 *
 * <ul>
 *   <li>namespace {@code holdfast-system}, where the lease and the journals live
 *   <li>identity {@code holdfast}; give each replica its own, such as the pod's name
 *   <li>namespaces: all
 *   <li>4 workers; lease {@code holdfast-engine} of 15 s
 *   <li>30 minutes for what a run needs before it can start, 5 minutes for leaving, 2 minutes until a refused permission counts
 *   <li>the data of each Backup is looked at once a day, one Backup a second
 *   <li>the reference's controller is looked for every 5 minutes by its lease {@code strategy.backups.cozystack.io} in namespace
 *       {@code cozy-backup-controller}; a job that it has started is left alone for 10 minutes
 *   <li>deletion policy {@code Retain}
 *   <li>stores at endpoints that only a tenant chose: not called
 * </ul>
 *
 * @param namespace where the lease and the journals live
 * @param identity of this process in the lease and in events
 * @param namespaces the namespaces that are served; empty means all
 * @param workers how many runs advance at the same time
 * @param lease the leader election
 * @param bounds every duration that a tenant may notice
 * @param looks at the data of Backups
 * @param reference the controller that this engine takes the place of
 * @param deletionPolicy what deleting a Backup means where neither Backup, job nor class says it
 * @param tenantEndpoints store endpoints, as {@code scheme://host:port}, that tenants may choose
 * @param reconcilers how the HelmRelease of an application is found
 */
public record EngineOptions(
        String namespace,
        String identity,
        Set<String> namespaces,
        int workers,
        Lease lease,
        Bounds bounds,
        Looks looks,
        Reference reference,
        DeletionPolicy deletionPolicy,
        Set<String> tenantEndpoints,
        ReconcilerNames reconcilers) {

    /**
     * The leader election.
     *
     * @param name of the Lease object
     * @param duration after which another process may take over a lease that was not renewed
     * @param renewEvery how often the holder renews it
     * @param requestTimeout of one API request; with the renewal interval below the duration
     */
    public record Lease(String name, Duration duration, Duration renewEvery, Duration requestTimeout) {}

    /**
     * Durations that a tenant may notice.
     *
     * @param awaiting for what a run needs before it can start: class, strategy, application, credentials, other runs
     * @param exit for leaving; what is not cleaned up by then becomes visible debt
     * @param forbiddenGrace a 403 in this time may still be a role or a quota that comes
     * @param driverGrace a driver may be missing so long, as during a rolling update
     * @param quiet a wait shorter than this is not worth a status write
     * @param recheck how often what cannot be watched is looked at while a run waits for it
     * @param safetyPass how often a run is looked at although nothing happened
     */
    public record Bounds(
            Duration awaiting,
            Duration exit,
            Duration forbiddenGrace,
            Duration driverGrace,
            Duration quiet,
            Duration recheck,
            Duration safetyPass) {}

    /**
     * How often the data of Backups is looked at although nobody asks.
     *
     * @param every for each Backup, give or take a fifth; zero means only before a restore and on request
     * @param apart least time between two of these looks of one engine
     */
    public record Looks(Duration every, Duration apart) {}

    /**
     * The reference's controller, which works on the same objects: this engine takes its place and does not run beside it.
     *
     * @param namespace of the Lease of its leader election
     * @param lease name of that Lease; empty means that it is not looked for
     * @param lookEvery how often it is looked for
     * @param grace how long a job that it has started is left alone from when it was last known to be at work, or when this
     *     process first saw the job
     */
    public record Reference(String namespace, String lease, Duration lookEvery, Duration grace) {

        /** Whether it is looked for at all. */
        public boolean isLookedFor() {
            return !lease.isEmpty();
        }
    }

    /**
     * Copies the sets and reports everything that is wrong at once.
     *
     * @throws IllegalArgumentException naming each option at fault
     */
    public EngineOptions {
        namespaces = Set.copyOf(namespaces);
        tenantEndpoints = Set.copyOf(tenantEndpoints);
        List<String> wrong = new ArrayList<>();
        if (namespace.isBlank()) {
            wrong.add("namespace must not be empty");
        }
        if (identity.isBlank()) {
            wrong.add("identity must not be empty");
        }
        if (workers < 1 || workers > 256) {
            wrong.add("workers must be 1 to 256, not " + workers);
        }
        if (!Stream.of(bounds.awaiting(), bounds.exit(), bounds.recheck(), bounds.safetyPass())
                .allMatch(EngineOptions::isPositive)) {
            wrong.add("the bounds awaiting, exit, recheck and safetyPass must be positive: " + bounds);
        }
        if (lease.renewEvery().plus(lease.requestTimeout()).compareTo(lease.duration()) >= 0) {
            wrong.add("a renewal (" + lease.renewEvery() + ") and one request (" + lease.requestTimeout()
                    + ") must fit into the lease (" + lease.duration() + ")");
        }
        if (looks.every().isNegative()
                || looks.apart().isNegative()
                || looks.apart().isZero()) {
            wrong.add("looks must be apart by more than nothing, every so often or never: " + looks);
        }
        if (reference.isLookedFor() && reference.namespace().isBlank()) {
            wrong.add("the lease " + reference.lease() + " of the reference must have a namespace");
        }
        if (!isPositive(reference.lookEvery()) || !isPositive(reference.grace())) {
            wrong.add("lookEvery and grace of the reference must be positive: " + reference);
        }
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException("engine options: " + String.join("; ", wrong));
        }
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }

    /** The defaults. */
    public static EngineOptions defaults() {
        return new EngineOptions(
                "holdfast-system",
                "holdfast",
                Set.of(),
                4,
                new Lease("holdfast-engine", Duration.ofSeconds(15), Duration.ofSeconds(5), Duration.ofSeconds(8)),
                new Bounds(
                        Duration.ofMinutes(30),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(10),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(10)),
                new Looks(Duration.ofHours(24), Duration.ofSeconds(1)),
                new Reference(
                        "cozy-backup-controller",
                        "strategy.backups.cozystack.io",
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(10)),
                DeletionPolicy.RETAIN,
                Set.of(),
                ReconcilerNames.defaults());
    }

    /** The same with the lease and the journals in another namespace. */
    public EngineOptions withNamespace(String value) {
        return with(draft -> draft.namespace = value);
    }

    /** The same under another identity. */
    public EngineOptions withIdentity(String value) {
        return with(draft -> draft.identity = value);
    }

    /** The same, serving only these namespaces; an empty set means all. */
    public EngineOptions withNamespaces(Set<String> value) {
        return with(draft -> draft.namespaces = value);
    }

    /** The same with this many workers. */
    public EngineOptions withWorkers(int value) {
        return with(draft -> draft.workers = value);
    }

    /** The same with another leader election. */
    public EngineOptions withLease(UnaryOperator<Lease> change) {
        return with(draft -> draft.lease = change.apply(lease));
    }

    /** The same with other bounds. */
    public EngineOptions withBounds(UnaryOperator<Bounds> change) {
        return with(draft -> draft.bounds = change.apply(bounds));
    }

    /** The same with other looks at the data of Backups. */
    public EngineOptions withLooks(UnaryOperator<Looks> change) {
        return with(draft -> draft.looks = change.apply(looks));
    }

    /** The same with another way to live beside the reference's controller. */
    public EngineOptions withReference(UnaryOperator<Reference> change) {
        return with(draft -> draft.reference = change.apply(reference));
    }

    /** The same with another default deletion policy. */
    public EngineOptions withDeletionPolicy(DeletionPolicy value) {
        return with(draft -> draft.deletionPolicy = value);
    }

    /** The same, also calling these store endpoints when a tenant chose them. */
    public EngineOptions withTenantEndpoints(Set<String> value) {
        return with(draft -> draft.tenantEndpoints = value);
    }

    /** The same with other rules for finding the HelmRelease of an application. */
    public EngineOptions withReconcilers(ReconcilerNames value) {
        return with(draft -> draft.reconcilers = value);
    }

    /** Whether objects of this namespace are served. */
    public boolean serves(String objectNamespace) {
        return namespaces.isEmpty() || namespaces.contains(objectNamespace);
    }

    private EngineOptions with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.options();
    }

    /** The same options, one of which is about to be another. */
    private static final class Draft {

        private String namespace;
        private String identity;
        private Set<String> namespaces;
        private int workers;
        private Lease lease;
        private Bounds bounds;
        private Looks looks;
        private Reference reference;
        private DeletionPolicy deletionPolicy;
        private Set<String> tenantEndpoints;
        private ReconcilerNames reconcilers;

        private Draft(EngineOptions of) {
            namespace = of.namespace;
            identity = of.identity;
            namespaces = of.namespaces;
            workers = of.workers;
            lease = of.lease;
            bounds = of.bounds;
            looks = of.looks;
            reference = of.reference;
            deletionPolicy = of.deletionPolicy;
            tenantEndpoints = of.tenantEndpoints;
            reconcilers = of.reconcilers;
        }

        private EngineOptions options() {
            return new EngineOptions(
                    namespace,
                    identity,
                    namespaces,
                    workers,
                    lease,
                    bounds,
                    looks,
                    reference,
                    deletionPolicy,
                    tenantEndpoints,
                    reconcilers);
        }
    }
}
