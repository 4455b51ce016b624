package dev.holdfast.backup.testkit.vault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;

/**
 * The requests of the platform. Reads are live; changes fail when the object has changed since it was read, deletions when it
 * is another one; unknown fields are refused.
 */
final class VaultApi {

    private static final String STRICT = "?fieldValidation=Strict";

    private final KubernetesClient client;

    VaultApi(KubernetesClient client) {
        this.client = client;
    }

    Optional<VaultObject> get(VaultKind kind, String namespace, String name) {
        return Optional.ofNullable(client.raw(kind.path(namespace) + "/" + name))
                .map(VaultApi::read);
    }

    /** The members or claims that bear the label of this cluster. */
    List<VaultObject> list(VaultKind kind, String namespace, String cluster) {
        String query = "?labelSelector=" + VaultKind.CLUSTER_LABEL + "%3D" + cluster;
        String answer = Optional.ofNullable(client.raw(kind.path(namespace) + query))
                .orElseThrow(() -> new IllegalStateException(
                        kind.kind() + " is not served; create VaultPlatform.crds() before the platform is started"));
        return VaultObject.parse(answer)
                .path("items")
                .valueStream()
                .map(item -> new VaultObject((ObjectNode) item))
                .toList();
    }

    VaultObject create(VaultKind kind, VaultObject object) {
        return read(client.raw(kind.path(object.namespace()) + STRICT, "POST", object.tree()));
    }

    void update(VaultKind kind, VaultObject object) {
        client.raw(path(kind, object) + STRICT, "PUT", object.tree());
    }

    void updateStatus(VaultKind kind, VaultObject object) {
        client.raw(path(kind, object) + "/status" + STRICT, "PUT", object.tree());
    }

    void delete(VaultKind kind, VaultObject object) {
        client.raw(
                path(kind, object),
                "DELETE",
                new DeleteOptionsBuilder()
                        .withApiVersion("v1")
                        .withKind("DeleteOptions")
                        .withPropagationPolicy("Background")
                        .withNewPreconditions()
                        .withUid(object.uid())
                        .endPreconditions()
                        .build());
    }

    private static String path(VaultKind kind, VaultObject object) {
        return kind.path(object.namespace()) + "/" + object.name();
    }

    private static VaultObject read(String json) {
        return new VaultObject((ObjectNode) VaultObject.parse(json));
    }
}
