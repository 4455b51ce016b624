package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.api.Names;
import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.engine.cluster.Cluster;
import dev.holdfast.backup.engine.cluster.Lookup;
import dev.holdfast.backup.engine.work.Feeds;
import dev.holdfast.backup.engine.work.Interest;
import dev.holdfast.backup.engine.work.WorkKey;
import dev.holdfast.backup.spi.DriverDescriptor;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.Reads;
import dev.holdfast.backup.spi.ResourceKind;
import dev.holdfast.backup.spi.ResourceUse;
import dev.holdfast.backup.spi.SecretUse;
import dev.holdfast.backup.spi.StoreReads;
import dev.holdfast.backup.spi.StoreUse;
import dev.holdfast.backup.spi.Waiting;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What one pass reads for a driver: guarded by the driver's declaration, and remembered as what wakes the run. One per pass; used
 * by one thread.
 */
final class TrackedReads implements Reads {

    private final Session session;
    private final Set<Interest> interests = new HashSet<>();
    private boolean blind;

    /**
     * What the reads of one pass stand on.
     *
     * @param key that is woken
     * @param cluster live reads
     * @param feeds interests
     * @param descriptor what may be read
     * @param namespace where the run acts
     * @param home where its job and its Backup are; the same but for a restore into another namespace
     * @param runName name of the job or Backup, with a digest where it is not from here
     * @param secrets Secret reads
     * @param stores opens stores for this pass
     * @param clock the engine's
     */
    record Session(
            WorkKey key,
            Cluster cluster,
            Feeds feeds,
            DriverDescriptor descriptor,
            String namespace,
            String home,
            String runName,
            Secrets secrets,
            Function<StoreUse, StoreReads> stores,
            InstantSource clock) {}

    TrackedReads(Session session) {
        this.session = session;
    }

    /** What was read and can be watched. */
    Set<Interest> interests() {
        return Set.copyOf(interests);
    }

    /** Whether something was read that no event tells about. */
    boolean blind() {
        return blind;
    }

    /** Remembers an interest, before its read. */
    void watch(Interest interest) {
        interests.add(interest);
        if (!session.feeds().register(session.key(), interest)) {
            blind = true;
        }
    }

    @Override
    public Optional<GenericKubernetesResource> get(ObjectRef ref) {
        ResourceUse use = declared(ref.kind(), ref.namespace());
        watch(new Interest.ByName(ref));
        Lookup lookup = session.cluster().get(ref);
        return lookup.match(Optional::of, Optional::empty, () -> kindMissing(use));
    }

    @Override
    public List<GenericKubernetesResource> list(ResourceKind kind, String label, String value) {
        ResourceUse use = declared(kind, session.namespace());
        String namespace = use.namespace().orElse(session.namespace());
        watch(new Interest.ByLabel(kind, namespace, label, value));
        return session.cluster()
                .list(kind, namespace, label + "=" + value)
                .orElseGet(() -> kindMissing(use).map(List::of).orElse(List.of()));
    }

    private Optional<GenericKubernetesResource> kindMissing(ResourceUse use) {
        if (use.optional()) {
            return Optional.empty();
        }
        throw new StopWaitingException(Waiting.waiting(
                Reasons.KIND_MISSING.wire(),
                "the cluster does not serve " + use.kind() + "; its operator is not installed (yet)"));
    }

    private ResourceUse declared(ResourceKind kind, String namespace) {
        return session.descriptor().resources().stream()
                .filter(u -> u.kind().equals(kind) && u.verbs().contains("get"))
                .filter(u -> u.scope() == ResourceUse.Scope.CLUSTER
                        || u.namespace()
                                .map(namespace::equals)
                                .orElseGet(() ->
                                        namespace.equals(session.namespace()) || namespace.equals(session.home())))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the driver for "
                        + session.descriptor().strategyType() + " does not declare to get " + kind
                        + (namespace.isEmpty() ? "" : " in namespace " + namespace)));
    }

    @Override
    public String explain(GenericKubernetesResource object) {
        List<String> warnings = session.cluster()
                .warnings(
                        Optional.ofNullable(object.getMetadata().getNamespace()).orElse("default"),
                        object.getMetadata().getUid());
        return String.join("; ", warnings.subList(0, Math.min(3, warnings.size())));
    }

    @Override
    public StoreReads store(StoreUse use) {
        blind = true;
        return session.stores().apply(use);
    }

    @Override
    public boolean hasKeys(SecretUse use) {
        blind = true;
        return session.secrets().hasKeys(session.namespace(), use);
    }

    @Override
    public boolean sameData(SecretUse one, SecretUse other) {
        blind = true;
        return session.secrets().sameData(session.namespace(), one, other);
    }

    @Override
    public boolean serves(ResourceKind kind, String fieldPath) {
        blind = true;
        return fieldPath.isEmpty()
                ? session.cluster().serves(kind)
                : session.cluster().servesField(kind, fieldPath);
    }

    @Override
    public InstantSource clock() {
        return session.clock();
    }

    @Override
    public String childName(String base, int max) {
        if (max < 12 || max > Names.MAX_LABEL) {
            throw new IllegalArgumentException("a child's name may be bounded to 12 to 63 characters, not " + max);
        }
        return Names.dnsLabel(session.runName() + "-" + base, max);
    }
}
