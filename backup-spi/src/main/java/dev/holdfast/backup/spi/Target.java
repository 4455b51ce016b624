package dev.holdfast.backup.spi;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Objects;
import java.util.function.Function;

/**
 * Which objects a {@code delete} or {@code patch} stage is about. Resolved live when the stage is entered; what was found then is
 * captured and written down before anything happens to it, and nothing else is ever touched.
 */
public sealed interface Target {

    /** Applies the function of the case at hand. */
    <T> T match(Function<Of, T> of, Function<SuccessorOf, T> successorOf, Function<OwnedBy, T> ownedBy);

    /** What a person is told about it. */
    String words();

    /**
     * The very object that was read while planning. Another UID or generation when the stage is entered is {@code PlanOutdated}.
     *
     * @param ref its address
     * @param uid of the object
     * @param generation of its spec; 0 where any will do
     */
    record Of(ObjectRef ref, String uid, long generation) implements Target {
        @Override
        public <T> T match(Function<Of, T> of, Function<SuccessorOf, T> successorOf, Function<OwnedBy, T> ownedBy) {
            return of.apply(this);
        }

        @Override
        public String words() {
            return ref.toString();
        }
    }

    /**
     * Whatever bears the name when the stage is entered, but nothing that the run itself has deleted: what a reconciler has made in
     * place of it. The stage waits until there is one; for one that the run itself had made, and that somebody deleted, it does not wait.
     *
     * @param ref its address
     */
    record SuccessorOf(ObjectRef ref) implements Target {
        @Override
        public <T> T match(Function<Of, T> of, Function<SuccessorOf, T> successorOf, Function<OwnedBy, T> ownedBy) {
            return successorOf.apply(this);
        }

        @Override
        public String words() {
            return "what has been made in place of " + ref;
        }
    }

    /**
     * All objects of a kind below an object, to any depth of ownership, as they are when the stage is entered.
     *
     * @param root the owner
     * @param rootUid of the owner
     * @param kind of the owned objects; in the root's namespace
     * @param label that the owned objects bear, so that they can be listed
     * @param value of the label
     */
    record OwnedBy(ObjectRef root, String rootUid, ResourceKind kind, String label, String value) implements Target {
        @Override
        public <T> T match(Function<Of, T> of, Function<SuccessorOf, T> successorOf, Function<OwnedBy, T> ownedBy) {
            return ownedBy.apply(this);
        }

        @Override
        public String words() {
            return "every " + kind.kind() + " with " + label + "=" + value + " that belongs to " + root;
        }
    }

    /** The very object that was read. */
    static Target of(HasMetadata live) {
        return new Of(
                ObjectRef.of(live),
                live.getMetadata().getUid(),
                Objects.requireNonNullElse(live.getMetadata().getGeneration(), 0L));
    }

    /** What a reconciler makes in place of an object. */
    static Target successorOf(ObjectRef ref) {
        return new SuccessorOf(ref);
    }

    /** Everything of {@code kind} with this label that {@code root} owns, directly or through others. */
    static Target ownedBy(HasMetadata root, ResourceKind kind, String label, String value) {
        return new OwnedBy(ObjectRef.of(root), root.getMetadata().getUid(), kind, label, value);
    }

    /** The kind of the objects. */
    default ResourceKind kind() {
        return match(of -> of.ref().kind(), next -> next.ref().kind(), OwnedBy::kind);
    }

    /** The namespace of the objects; empty for cluster-scoped kinds. */
    default String namespace() {
        return match(of -> of.ref().namespace(), next -> next.ref().namespace(), owned -> owned.root()
                .namespace());
    }
}
