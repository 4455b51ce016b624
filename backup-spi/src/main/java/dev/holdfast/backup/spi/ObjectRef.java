package dev.holdfast.backup.spi;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Objects;

/**
 * The address of a Kubernetes object.
 *
 * @param kind what it is
 * @param namespace its namespace; empty for cluster-scoped kinds
 * @param name its name
 */
public record ObjectRef(ResourceKind kind, String namespace, String name) {

    /** Address of a namespaced object, {@code apiVersion} such as {@code batch/v1}. */
    public static ObjectRef of(String apiVersion, String kind, String namespace, String name) {
        return new ObjectRef(new ResourceKind(apiVersion, kind), namespace, name);
    }

    /** Address of an object that was read or is to be created. */
    public static ObjectRef of(HasMetadata object) {
        return of(
                object.getApiVersion(),
                object.getKind(),
                Objects.requireNonNullElse(object.getMetadata().getNamespace(), ""),
                object.getMetadata().getName());
    }

    /** For messages: {@code Job default/db-backup}. */
    @Override
    public String toString() {
        return kind.kind() + " " + (namespace.isEmpty() ? "" : namespace + "/") + name;
    }
}
