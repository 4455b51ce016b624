package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.engine.cluster.Lookup;
import dev.holdfast.backup.engine.work.Interest;
import dev.holdfast.backup.engine.work.WorkKey;
import dev.holdfast.backup.spi.ApplicationRef;
import dev.holdfast.backup.spi.BackupDriver;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.ResourceKind;
import dev.holdfast.backup.spi.Strategy;
import dev.holdfast.backup.spi.StrategyType;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The engine's own reads on behalf of a job, each remembered as what wakes it. Used by one thread, for one pass. */
final class Lookups {

    private final EngineParts parts;
    private final WorkKey key;
    private final Set<Interest> interests = new HashSet<>();
    private boolean blind;

    Lookups(EngineParts parts, WorkKey key) {
        this.parts = parts;
        this.key = key;
    }

    Set<Interest> interests() {
        return Set.copyOf(interests);
    }

    /** Whether something was read whose change nobody tells. */
    boolean blind() {
        return blind;
    }

    private void watch(ObjectRef ref) {
        Interest interest = new Interest.ByName(ref);
        interests.add(interest);
        if (!parts.feeds().register(key, interest)) {
            blind = true;
        }
    }

    /** An own object, as last seen. */
    Lookup own(ResourceKind kind, String namespace, String name) {
        ObjectRef ref = new ObjectRef(kind, namespace, name);
        watch(ref);
        return parts.feeds().read(ref);
    }

    /** Any object, live. */
    Lookup live(ObjectRef ref) {
        watch(ref);
        return parts.cluster().get(ref);
    }

    /** Waits until a journal goes or changes. */
    void watchJournal(Journal journal) {
        watch(journal.ref());
    }

    /** The driver and the live strategy, or why there is none. */
    Resolution strategy(
            String group,
            String strategyKind,
            String name,
            BiFunction<BackupDriver, Optional<Strategy>, Resolution> next,
            boolean needed) {
        StrategyType type = new StrategyType(group, strategyKind);
        if (!parts.drivers().ownsGroup(group)) {
            return new Resolution.Foreign();
        }
        Optional<BackupDriver> driver = parts.drivers().find(type);
        if (driver.isEmpty()) {
            return Resolution.refused(
                    Reasons.UNSUPPORTED_STRATEGY_KIND.wire(),
                    "strategy kind " + type + " is not supported: no driver for it is installed");
        }
        Lookup found = own(new ResourceKind(group + "/v1alpha1", strategyKind), "", name);
        return found.match(
                object -> next.apply(driver.get(), Optional.of(Strategies.of(type, JobView.of(object)))),
                () -> needed
                        ? Resolution.waiting(
                                Reasons.STRATEGY_NOT_READY.wire(),
                                "strategy " + strategyKind + " " + name + " does not exist (yet)")
                        : next.apply(driver.get(), Optional.empty()),
                () -> needed
                        ? Resolution.waiting(
                                Reasons.NO_DRIVER.wire(),
                                "the cluster does not serve strategy kind " + type + ": its CRD is not installed (yet)")
                        : next.apply(driver.get(), Optional.empty()));
    }

    /** The application, live, in the version that the cluster prefers: references name none. */
    Resolution application(ApplicationRef ref, String hint, Function<GenericKubernetesResource, Resolution> next) {
        String missing = "application not found or kind not registered: " + ref.namespace() + "/" + ref.name()
                + " (kind=\"" + ref.kind() + "\"" + hint + ")";
        Optional<ResourceKind> kind = parts.cluster().preferred(ref.group(), ref.kind());
        blind |= kind.isEmpty();
        return kind.flatMap(
                        k -> live(new ObjectRef(k, ref.namespace(), ref.name())).object())
                .map(next)
                .orElseGet(() -> Resolution.waiting(Reasons.APPLICATION_NOT_FOUND.wire(), missing));
    }

    static JsonNode tree(GenericKubernetesResource object) {
        JsonNode tree = Serialization.jsonMapper().valueToTree(object);
        ((ObjectNode) tree.path("metadata")).remove("managedFields");
        return tree;
    }

    static ApplicationRef withUid(ApplicationRef ref, GenericKubernetesResource object) {
        return new ApplicationRef(
                ref.group(),
                ref.kind(),
                ref.namespace(),
                ref.name(),
                Optional.ofNullable(object.getMetadata().getUid()));
    }
}
