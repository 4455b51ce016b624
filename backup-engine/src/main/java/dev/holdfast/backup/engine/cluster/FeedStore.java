package dev.holdfast.backup.engine.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an informer keeps, and which of it bear a label. Thread-safe: the informer writes, anybody reads. */
final class FeedStore implements ItemStore<GenericKubernetesResource> {

    private final Map<String, GenericKubernetesResource> objects = new ConcurrentHashMap<>();
    private final Map<String, Map<String, GenericKubernetesResource>> byValue = new ConcurrentHashMap<>();
    private final String label;
    private final UnaryOperator<GenericKubernetesResource> form;
    private final Consumer<GenericKubernetesResource> onPut;
    private final Consumer<GenericKubernetesResource> onRemove;

    /**
     * An empty store.
     *
     * @param label by whose value objects are found without looking at all others; empty for none
     * @param form what is kept of an object
     * @param onPut told what was kept
     * @param onRemove told what was dropped
     */
    FeedStore(
            String label,
            UnaryOperator<GenericKubernetesResource> form,
            Consumer<GenericKubernetesResource> onPut,
            Consumer<GenericKubernetesResource> onRemove) {
        this.label = label;
        this.form = form;
        this.onPut = onPut;
        this.onRemove = onRemove;
    }

    static String key(String namespace, String name) {
        return namespace + "/" + name;
    }

    Optional<GenericKubernetesResource> find(String namespace, String name) {
        return Optional.ofNullable(objects.get(key(namespace, name)));
    }

    @Override
    public String getKey(GenericKubernetesResource object) {
        return key(
                Objects.requireNonNullElse(object.getMetadata().getNamespace(), ""),
                object.getMetadata().getName());
    }

    @Override
    public @Nullable GenericKubernetesResource put(String key, GenericKubernetesResource object) {
        GenericKubernetesResource stored = form.apply(object);
        GenericKubernetesResource old = objects.put(key, stored);
        index(key, old, stored);
        onPut.accept(stored);
        return old;
    }

    /** A reader finds an object under its new value before it misses it under the old one. */
    private void index(
            String key, @Nullable GenericKubernetesResource before, @Nullable GenericKubernetesResource after) {
        String was = value(before);
        String is = value(after);
        if (after != null && !is.isEmpty()) {
            byValue.computeIfAbsent(is, v -> new ConcurrentHashMap<>()).put(key, after);
        }
        if (!was.isEmpty() && !was.equals(is)) {
            byValue.computeIfPresent(was, (v, there) -> {
                there.remove(key);
                return there.isEmpty() ? null : there;
            });
        }
    }

    private String value(@Nullable GenericKubernetesResource object) {
        return object == null ? "" : EventRouter.labels(Optional.of(object)).getOrDefault(label, "");
    }

    /** Those whose label has this value; all objects, if the store does not find by that label. */
    Stream<GenericKubernetesResource> bearing(String askedLabel, String askedValue) {
        return label.isEmpty() || !label.equals(askedLabel) || askedValue.isEmpty()
                ? values()
                : byValue.getOrDefault(askedValue, Map.of()).values().stream();
    }

    @Override
    public @Nullable GenericKubernetesResource remove(String key) {
        GenericKubernetesResource old = objects.remove(key);
        index(key, old, null);
        if (old != null) {
            onRemove.accept(old);
        }
        return old;
    }

    @Override
    public Stream<String> keySet() {
        return objects.keySet().stream();
    }

    @Override
    public Stream<GenericKubernetesResource> values() {
        return objects.values().stream();
    }

    @Override
    public int size() {
        return objects.size();
    }

    @Override
    public @Nullable GenericKubernetesResource get(String key) {
        return objects.get(key);
    }
}
