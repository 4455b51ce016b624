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

/** What an informer keeps. Thread-safe: the informer writes, anybody reads. */
final class FeedStore implements ItemStore<GenericKubernetesResource> {

    private final Map<String, GenericKubernetesResource> objects = new ConcurrentHashMap<>();
    private final UnaryOperator<GenericKubernetesResource> form;
    private final Consumer<GenericKubernetesResource> onPut;
    private final Consumer<GenericKubernetesResource> onRemove;

    FeedStore(
            UnaryOperator<GenericKubernetesResource> form,
            Consumer<GenericKubernetesResource> onPut,
            Consumer<GenericKubernetesResource> onRemove) {
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
        onPut.accept(stored);
        return old;
    }

    @Override
    public @Nullable GenericKubernetesResource remove(String key) {
        GenericKubernetesResource old = objects.remove(key);
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
