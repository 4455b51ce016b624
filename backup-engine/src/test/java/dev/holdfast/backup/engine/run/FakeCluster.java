package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.engine.cluster.ApiException;
import dev.holdfast.backup.engine.cluster.Cluster;
import dev.holdfast.backup.engine.cluster.Lookup;
import dev.holdfast.backup.engine.work.Feeds;
import dev.holdfast.backup.engine.work.Interest;
import dev.holdfast.backup.engine.work.WorkKey;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.Propagation;
import dev.holdfast.backup.spi.ResourceKind;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A few objects in memory, seen live and through feeds alike. Remembers patches, creations and interests. */
final class FakeCluster implements Cluster, Feeds {

    final Map<ObjectRef, GenericKubernetesResource> objects = new HashMap<>();
    final Set<ResourceKind> missing = new HashSet<>();
    final List<JsonNode> created = new ArrayList<>();
    final List<JsonNode> statusPatches = new ArrayList<>();
    final Map<WorkKey, Set<Interest>> retained = new HashMap<>();
    Optional<ApiException> refusal = Optional.empty();
    boolean told = true;

    void put(ResourceKind kind, String namespace, String name, String body) {
        objects.put(new ObjectRef(kind, namespace, name), Samples.object(kind, namespace, name, body));
    }

    JobView view(ResourceKind kind, String namespace, String name) {
        return JobView.of(objects.get(new ObjectRef(kind, namespace, name)));
    }

    @Override
    public Lookup get(ObjectRef ref) {
        if (missing.contains(ref.kind())) {
            return new Lookup.KindMissing();
        }
        return Optional.ofNullable(objects.get(ref))
                .<Lookup>map(Lookup.Found::new)
                .orElseGet(Lookup.Absent::new);
    }

    @Override
    public Lookup read(ObjectRef ref) {
        return get(ref);
    }

    @Override
    public GenericKubernetesResource patchStatus(ObjectRef ref, String resourceVersion, JsonNode patch) {
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        statusPatches.add(patch);
        ObjectNode stored = Serialization.jsonMapper().valueToTree(objects.get(ref));
        stored.withObject("/status").setAll((ObjectNode) patch.path("status"));
        GenericKubernetesResource written = Serialization.unmarshal(stored.toString(), GenericKubernetesResource.class);
        objects.put(ref, written);
        return written;
    }

    @Override
    public boolean register(WorkKey key, Interest interest) {
        return told;
    }

    @Override
    public void retain(WorkKey key, Set<Interest> interests) {
        retained.put(key, interests);
    }

    @Override
    public void forget(WorkKey key) {
        retained.remove(key);
    }

    @Override
    public boolean sawPodStart(String runLabel) {
        return false;
    }

    @Override
    public void wrote(GenericKubernetesResource object) {
        objects.put(ObjectRef.of(object), object);
    }

    @Override
    public void gone(ObjectRef ref) {
        objects.remove(ref);
    }

    @Override
    public boolean serves(ResourceKind kind) {
        return !missing.contains(kind);
    }

    @Override
    public boolean servesField(ResourceKind kind, String fieldPath) {
        return true;
    }

    @Override
    public Optional<ResourceKind> preferred(String group, String kind) {
        return Optional.empty();
    }

    @Override
    public List<String> warnings(String namespace, String uid) {
        return List.of();
    }

    @Override
    public Optional<String> podLog(String namespace, String pod, String container, int tailLines) {
        return Optional.empty();
    }

    @Override
    public List<GenericKubernetesResource> list(ResourceKind kind, String namespace, String label, String value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<List<GenericKubernetesResource>> list(ResourceKind kind, String namespace, String selector) {
        throw new UnsupportedOperationException();
    }

    @Override
    public GenericKubernetesResource create(JsonNode manifest) {
        created.add(manifest);
        return Serialization.unmarshal(manifest.toString(), GenericKubernetesResource.class);
    }

    @Override
    public GenericKubernetesResource patch(ObjectRef ref, String resourceVersion, JsonNode patch) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void dryRunCreate(JsonNode manifest) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void delete(ObjectRef ref, String uid, Propagation propagation) {
        throw new UnsupportedOperationException();
    }
}
