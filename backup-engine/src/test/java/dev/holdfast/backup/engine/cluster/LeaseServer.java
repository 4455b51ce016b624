package dev.holdfast.backup.engine.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.Propagation;
import dev.holdfast.backup.spi.ResourceKind;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Optional;

/** One Lease with versions; each process reaches it through a client that can be cut off, before or after the server. */
final class LeaseServer {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Optional<ObjectNode> lease = Optional.empty();
    private long version = 100;

    /** Which part of the way fails. */
    enum Line {
        UP,
        REQUEST_LOST,
        ANSWER_LOST
    }

    Optional<GenericKubernetesResource> stored() {
        return lease.map(l -> JSON.convertValue(l, GenericKubernetesResource.class));
    }

    final class Client implements Cluster {

        Line line = Line.UP;
        Runnable slowness = () -> {};

        private <T> T over(java.util.function.Supplier<T> request) {
            slowness.run();
            if (line == Line.REQUEST_LOST) {
                throw refused(ApiException.NO_ANSWER, "");
            }
            T answer = request.get();
            if (line == Line.ANSWER_LOST) {
                throw refused(ApiException.NO_ANSWER, "");
            }
            return answer;
        }

        private ApiException refused(int code, String reason) {
            return new ApiException(
                    new ApiRequest("patch", "leases", "ns", "l"), code, reason, "", List.of(), Optional.empty());
        }

        @Override
        public Lookup get(ObjectRef ref) {
            return over(() -> stored().<Lookup>map(Lookup.Found::new).orElseGet(Lookup.Absent::new));
        }

        @Override
        public GenericKubernetesResource create(JsonNode manifest) {
            return over(() -> {
                if (lease.isPresent()) {
                    throw refused(409, "AlreadyExists");
                }
                return store(manifest.deepCopy());
            });
        }

        @Override
        public GenericKubernetesResource patch(ObjectRef ref, String resourceVersion, JsonNode patch) {
            return over(() -> {
                ObjectNode now = lease.orElseThrow();
                if (!now.at("/metadata/resourceVersion").asText().equals(resourceVersion)) {
                    throw refused(409, "Conflict");
                }
                ObjectNode next = now.deepCopy();
                next.withObject("/spec").setAll((ObjectNode) patch.path("spec"));
                return store(next);
            });
        }

        private GenericKubernetesResource store(ObjectNode object) {
            version++;
            object.withObject("/metadata").put("resourceVersion", String.valueOf(version));
            lease = Optional.of(object);
            return stored().orElseThrow();
        }

        @Override
        public Optional<List<GenericKubernetesResource>> list(ResourceKind kind, String namespace, String selector) {
            throw new UnsupportedOperationException("not used");
        }

        @Override
        public GenericKubernetesResource patchStatus(ObjectRef ref, String resourceVersion, JsonNode patch) {
            throw new UnsupportedOperationException("not used");
        }

        @Override
        public void dryRunCreate(JsonNode manifest) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void delete(ObjectRef ref, String uid, Propagation propagation) {
            throw new UnsupportedOperationException("not used");
        }

        @Override
        public Optional<String> podLog(String namespace, String pod, String container, int tailLines) {
            throw new UnsupportedOperationException("not used");
        }

        @Override
        public Optional<ResourceKind> preferred(String group, String kind) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean serves(ResourceKind kind) {
            return true;
        }

        @Override
        public boolean servesField(ResourceKind kind, String fieldPath) {
            return true;
        }

        @Override
        public List<String> warnings(String namespace, String uid) {
            return List.of();
        }
    }
}
