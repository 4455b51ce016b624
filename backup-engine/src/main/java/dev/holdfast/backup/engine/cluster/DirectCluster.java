package dev.holdfast.backup.engine.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.engine.redact.Redactor;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.Propagation;
import dev.holdfast.backup.spi.ResourceKind;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@link Cluster} over the host's fabric8 client, request by request. Thread-safe. */
public final class DirectCluster implements Cluster {

    private static final ObjectMapper JSON = Serialization.jsonMapper();
    private static final String JSON_TYPE = "application/json";
    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final ApiTransport transport;
    private final Discovery discovery;
    private final WriteGuard guard;

    /**
     * A cluster behind {@code client}, which stays the host's.
     *
     * @param timeout of one request; shorter than the lease's margin
     */
    public DirectCluster(
            KubernetesClient client, Duration timeout, ApiObserver observer, WriteGuard guard, InstantSource clock) {
        this.transport = new ApiTransport(client, timeout, observer);
        this.discovery = new Discovery(transport, clock);
        this.guard = guard;
    }

    @Override
    public Lookup get(ObjectRef ref) {
        Optional<Discovery.Resource> resource = discovery.find(ref.kind());
        if (resource.isEmpty()) {
            return new Lookup.KindMissing();
        }
        if (!canBeNamed(ref.name())) {
            return new Lookup.Absent();
        }
        ApiRequest request = request("get", resource.get().plural(), ref);
        ApiTransport.Answer answer = transport.get(request, path(ref, resource.get(), ""));
        if (answer.code() != 404) {
            return new Lookup.Found(answer.object(request));
        }
        return kindGone(ref.kind(), answer) ? new Lookup.KindMissing() : new Lookup.Absent();
    }

    /** Whether an object can bear the name: what a tenant wrote may be no name at all, and must not lead to another path. */
    private static boolean canBeNamed(String name) {
        return !name.isEmpty()
                && !name.equals(".")
                && !name.equals("..")
                && !name.matches("(?s).*[/%\\\\\\p{Cntrl}].*");
    }

    /** The server answers a missing object with a Status; a path it does not serve with plain text. */
    private boolean kindGone(ResourceKind kind, ApiTransport.Answer answer) {
        boolean gone = !answer.json().path("kind").asText().equals("Status")
                || answer.json().path("details").path("name").isMissingNode();
        if (gone) {
            discovery.forget(kind);
        }
        return gone;
    }

    @Override
    public Optional<List<GenericKubernetesResource>> list(ResourceKind kind, String namespace, String selector) {
        Optional<Discovery.Resource> resource = discovery.find(kind);
        if (resource.isEmpty()) {
            return Optional.empty();
        }
        List<GenericKubernetesResource> items = new ArrayList<>();
        String next = "";
        do {
            String query = "?limit=500" + (selector.isEmpty() ? "" : "&labelSelector=" + encode(selector))
                    + (next.isEmpty() ? "" : "&continue=" + encode(next));
            ApiRequest request = new ApiRequest("list", resource.get().plural(), namespace, "");
            ApiTransport.Answer answer = transport.get(request, collection(kind, namespace, resource.get()) + query);
            if (answer.code() == 404) {
                discovery.forget(kind);
                return Optional.empty();
            }
            JsonNode list = answer.json();
            for (JsonNode item : list.path("items")) {
                ((ObjectNode) item).put("apiVersion", kind.apiVersion()).put("kind", kind.kind());
                items.add(JSON.convertValue(item, GenericKubernetesResource.class));
            }
            next = list.at("/metadata/continue").asText();
        } while (!next.isEmpty());
        return Optional.of(items);
    }

    @Override
    public GenericKubernetesResource create(JsonNode manifest) {
        return create(manifest, "");
    }

    @Override
    public void dryRunCreate(JsonNode manifest) {
        create(manifest, "?dryRun=All");
    }

    private GenericKubernetesResource create(JsonNode manifest, String query) {
        ObjectRef ref = ObjectRef.of(
                manifest.path("apiVersion").asText(),
                manifest.path("kind").asText(),
                manifest.at("/metadata/namespace").asText(),
                manifest.at("/metadata/name").asText());
        Discovery.Resource resource = require("create", ref);
        guard.check();
        ApiRequest request = request("create", resource.plural(), ref);
        try {
            ApiTransport.Answer answer = transport.send(
                    request, "POST", collection(ref.kind(), ref.namespace(), resource) + query, JSON_TYPE, manifest);
            return orRefuse(request, ref.kind(), answer).object(request);
        } catch (ApiException e) {
            throw e.redacted(Redactor.ofTemplate(manifest.at("/spec/template")));
        }
    }

    @Override
    public GenericKubernetesResource patch(ObjectRef ref, String resourceVersion, JsonNode patch) {
        return patch(ref, resourceVersion, patch, "");
    }

    @Override
    public GenericKubernetesResource patchStatus(ObjectRef ref, String resourceVersion, JsonNode patch) {
        return patch(ref, resourceVersion, patch, "/status");
    }

    private GenericKubernetesResource patch(ObjectRef ref, String resourceVersion, JsonNode patch, String subresource) {
        Discovery.Resource resource = require("patch", ref);
        ObjectNode guarded = patch.deepCopy();
        guarded.withObject("/metadata").put("resourceVersion", resourceVersion);
        guard.check();
        ApiRequest request = request("patch", resource.plural() + subresource, ref);
        ApiTransport.Answer answer =
                transport.send(request, "PATCH", path(ref, resource, subresource), MERGE_PATCH, guarded);
        return orRefuse(request, ref.kind(), answer).object(request);
    }

    @Override
    public void delete(ObjectRef ref, String uid, Propagation propagation) {
        Discovery.Resource resource = require("delete", ref);
        ObjectNode options = JSON.createObjectNode();
        options.put("apiVersion", "v1").put("kind", "DeleteOptions").put("propagationPolicy", propagation.wire());
        options.putObject("preconditions").put("uid", uid);
        guard.check();
        ApiRequest request = request("delete", resource.plural(), ref);
        ApiTransport.Answer answer = transport.send(request, "DELETE", path(ref, resource, ""), JSON_TYPE, options);
        if (answer.code() == 404 && kindGone(ref.kind(), answer)) {
            throw kindMissing(request, ref.kind());
        }
    }

    @Override
    public Optional<String> podLog(String namespace, String pod, String container, int tailLines) {
        ApiRequest request = new ApiRequest("get", "pods/log", namespace, pod);
        String path = "/api/v1/namespaces/" + namespace + "/pods/" + pod + "/log?tailLines=" + tailLines
                + "&limitBytes=16384&container=" + encode(container);
        try {
            ApiTransport.Answer answer = transport.get(request, path);
            return answer.code() == 404 ? Optional.empty() : Optional.of(answer.body());
        } catch (ApiException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<ResourceKind> preferred(String group, String kind) {
        return discovery.versions(group).stream()
                .map(version -> new ResourceKind(version, kind))
                .filter(candidate -> discovery.find(candidate).isPresent())
                .findFirst();
    }

    @Override
    public boolean serves(ResourceKind kind) {
        return discovery.find(kind).isPresent();
    }

    @Override
    public boolean servesField(ResourceKind kind, String fieldPath) {
        Optional<Discovery.Resource> resource = discovery.find(kind);
        if (resource.isEmpty()) {
            return false;
        }
        ObjectRef definition = ObjectRef.of(
                "apiextensions.k8s.io/v1",
                "CustomResourceDefinition",
                "",
                resource.get().plural() + "." + kind.group());
        try {
            return get(definition)
                    .object()
                    .map(crd -> hasField(JSON.valueToTree(crd), kind, fieldPath))
                    .orElse(false);
        } catch (ApiException e) {
            if (e.code() == 403) {
                return false;
            }
            throw e;
        }
    }

    private static boolean hasField(JsonNode definition, ResourceKind kind, String fieldPath) {
        String version = kind.apiVersion().substring(kind.apiVersion().indexOf('/') + 1);
        for (JsonNode served : definition.at("/spec/versions")) {
            if (served.path("name").asText().equals(version)) {
                JsonNode schema = served.at("/schema/openAPIV3Schema");
                for (String field : fieldPath.split("\\.")) {
                    schema = schema.path("properties").path(field);
                }
                return !schema.isMissingNode();
            }
        }
        return false;
    }

    @Override
    public List<String> warnings(String namespace, String uid) {
        ApiRequest request = new ApiRequest("list", "events", namespace, "");
        String path = "/api/v1/namespaces/" + namespace + "/events?limit=50&fieldSelector="
                + encode("involvedObject.uid=" + uid + ",type=Warning");
        List<String> newestFirst = new ArrayList<>();
        try {
            for (JsonNode event : transport.get(request, path).json().path("items")) {
                newestFirst.add(
                        0,
                        event.path("reason").asText() + ": "
                                + event.path("message").asText());
            }
        } catch (ApiException e) {
            return List.of();
        }
        return newestFirst;
    }

    private Discovery.Resource require(String verb, ObjectRef ref) {
        return discovery
                .find(ref.kind())
                .orElseThrow(() -> kindMissing(request(verb, ref.kind().kind(), ref), ref.kind()));
    }

    private ApiTransport.Answer orRefuse(ApiRequest request, ResourceKind kind, ApiTransport.Answer answer) {
        if (answer.code() != 404) {
            return answer;
        }
        if (kindGone(kind, answer)) {
            throw kindMissing(request, kind);
        }
        throw ApiTransport.refusal(request, answer, Optional.empty());
    }

    private static ApiException kindMissing(ApiRequest request, ResourceKind kind) {
        return new ApiException(
                request,
                404,
                ApiException.KIND_MISSING,
                "the cluster does not serve " + kind,
                List.of(),
                Optional.empty());
    }

    private static ApiRequest request(String verb, String resource, ObjectRef ref) {
        return new ApiRequest(verb, resource, ref.namespace(), ref.name());
    }

    private static String collection(ResourceKind kind, String namespace, Discovery.Resource resource) {
        return Discovery.root(kind.apiVersion())
                + (resource.namespaced() && !namespace.isEmpty() ? "/namespaces/" + namespace : "")
                + "/" + resource.plural();
    }

    private static String path(ObjectRef ref, Discovery.Resource resource, String subresource) {
        return collection(ref.kind(), ref.namespace(), resource) + "/" + encode(ref.name()) + subresource;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
