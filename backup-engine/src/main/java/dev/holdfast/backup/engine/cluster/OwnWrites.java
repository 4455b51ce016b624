package dev.holdfast.backup.engine.cluster;

import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.ResourceKind;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What this process has written and its feeds have not shown yet. It wins over the store until the store has caught up; what
 * the store has not confirmed within a minute is to be asked live. Thread-safe.
 */
final class OwnWrites {

    private static final Duration TRUSTED_FOR = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Map<ObjectRef, Write> writes = new ConcurrentHashMap<>();

    /** The last write; without an object it is known to be gone. */
    private record Write(Optional<GenericKubernetesResource> object, String uid, Instant at) {}

    OwnWrites(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Remembers an object as the server returned it, unless something newer is remembered or the store has it already: the event
     * of a write often comes before its answer, and no other may follow.
     *
     * @param stored what the store has; asked after the write is remembered, so that none is missed
     */
    void wrote(GenericKubernetesResource object, Supplier<Optional<GenericKubernetesResource>> stored) {
        Write write = new Write(Optional.of(object), uid(object), clock.instant());
        writes.merge(
                ObjectRef.of(object),
                write,
                (old, mine) -> old.object()
                                .filter(o -> isAtLeast(o, object) && !isAtLeast(object, o))
                                .isPresent()
                        ? old
                        : mine);
        stored.get().ifPresent(this::stored);
    }

    /** Remembers that an object is gone. */
    void gone(ObjectRef ref, Optional<GenericKubernetesResource> stored) {
        Optional<String> uid = Optional.ofNullable(writes.remove(ref)).map(Write::uid);
        uid.or(() -> stored.map(OwnWrites::uid))
                .ifPresent(u -> writes.put(ref, new Write(Optional.empty(), u, clock.instant())));
    }

    /** The store has this now. */
    void stored(GenericKubernetesResource object) {
        writes.computeIfPresent(ObjectRef.of(object), (ref, write) -> isConfirmed(write, object) ? null : write);
    }

    /** The store has dropped this. */
    void removed(GenericKubernetesResource object) {
        writes.computeIfPresent(
                ObjectRef.of(object), (ref, write) -> write.uid().equals(uid(object)) ? null : write);
    }

    /** Objects of a kind that may differ from the store. */
    List<ObjectRef> refs(ResourceKind kind) {
        return writes.keySet().stream().filter(r -> r.kind().equals(kind)).toList();
    }

    /** What is there, given what the store has; empty means that it has to be asked live. */
    Optional<Lookup> resolve(ObjectRef ref, Optional<GenericKubernetesResource> stored) {
        Write write = writes.get(ref);
        if (write == null || stored.filter(s -> isConfirmed(write, s)).isPresent()) {
            return Optional.of(lookup(stored));
        }
        if (write.at().plus(TRUSTED_FOR).isBefore(clock.instant())) {
            writes.remove(ref, write);
            return stored.isEmpty() && write.object().isEmpty() ? Optional.of(new Lookup.Absent()) : Optional.empty();
        }
        return Optional.of(lookup(write.object()));
    }

    private static Lookup lookup(Optional<GenericKubernetesResource> object) {
        return object.<Lookup>map(Lookup.Found::new).orElseGet(Lookup.Absent::new);
    }

    private static boolean isConfirmed(Write write, GenericKubernetesResource stored) {
        return write.object().map(o -> isAtLeast(stored, o)).orElseGet(() -> !write.uid()
                .equals(uid(stored)));
    }

    /** Versions are numbers on every API server known; where they are not, only the same version counts. */
    private static boolean isAtLeast(GenericKubernetesResource one, GenericKubernetesResource other) {
        String a = one.getMetadata().getResourceVersion();
        String b = other.getMetadata().getResourceVersion();
        if (a.equals(b)) {
            return true;
        }
        return isNumber(a) && isNumber(b) && Long.parseLong(a) > Long.parseLong(b);
    }

    private static boolean isNumber(String version) {
        return version.matches("\\d{1,18}");
    }

    private static String uid(GenericKubernetesResource object) {
        return object.getMetadata().getUid();
    }
}
