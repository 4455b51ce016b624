package dev.holdfast.backup.engine.work;

import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.ResourceKind;

/** Something in the cluster whose change wakes a key. */
public sealed interface Interest {

    /** The kind that has to be watched for it. */
    ResourceKind kind();

    /** The namespace that has to be watched for it; empty for cluster-scoped kinds. */
    String namespace();

    /**
     * One object, whether it exists or not.
     *
     * @param ref its address
     */
    record ByName(ObjectRef ref) implements Interest {
        @Override
        public ResourceKind kind() {
            return ref.kind();
        }

        @Override
        public String namespace() {
            return ref.namespace();
        }
    }

    /**
     * Objects of a namespace that bear a label.
     *
     * @param kind of the objects
     * @param namespace of the objects
     * @param label key
     * @param value of the label
     */
    record ByLabel(ResourceKind kind, String namespace, String label, String value) implements Interest {}
}
