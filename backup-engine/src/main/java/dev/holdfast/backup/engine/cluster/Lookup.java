package dev.holdfast.backup.engine.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The answer to a read of one object: not there and not installed are different things. */
public sealed interface Lookup {

    /** Applies the function of the case at hand. */
    <T> T match(Function<GenericKubernetesResource, T> found, Supplier<T> absent, Supplier<T> kindMissing);

    /** The object, if there is one. */
    default Optional<GenericKubernetesResource> object() {
        return match(Optional::of, Optional::empty, Optional::empty);
    }

    /** The object, if there is one and it is this very one: what was made anew under its name has another UID. */
    default Optional<GenericKubernetesResource> object(String uid) {
        return object().filter(o -> uid.equals(o.getMetadata().getUid()));
    }

    /** Whether the cluster does not serve the kind. */
    default boolean isKindMissing() {
        return match(o -> false, () -> false, () -> true);
    }

    /**
     * There it is.
     *
     * @param resource the object
     */
    record Found(GenericKubernetesResource resource) implements Lookup {
        @Override
        public <T> T match(Function<GenericKubernetesResource, T> found, Supplier<T> absent, Supplier<T> kindMissing) {
            return found.apply(resource);
        }
    }

    /** The kind is served; there is no such object. */
    record Absent() implements Lookup {
        @Override
        public <T> T match(Function<GenericKubernetesResource, T> found, Supplier<T> absent, Supplier<T> kindMissing) {
            return absent.get();
        }
    }

    /** The cluster does not serve the kind. */
    record KindMissing() implements Lookup {
        @Override
        public <T> T match(Function<GenericKubernetesResource, T> found, Supplier<T> absent, Supplier<T> kindMissing) {
            return kindMissing.get();
        }
    }
}
