package dev.holdfast.backup.testkit.vault;

import dev.holdfast.backup.testkit.vault.VaultWorker.Key;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Turns what happens to objects into keys to look at. Thread-safe. */
final class VaultWatches implements AutoCloseable {

    private static final List<VaultKind> WATCHED = List.of(
            VaultKind.BACKUP,
            VaultKind.APPLICATION,
            VaultKind.HELM_RELEASE,
            VaultKind.CLUSTER,
            VaultKind.MEMBER,
            VaultKind.VOLUME);

    private final Consumer<Key> wake;
    private final Consumer<String> volumeGone;
    private final Map<VaultKind, SharedIndexInformer<GenericKubernetesResource>> informers = new ConcurrentHashMap<>();

    VaultWatches(Consumer<Key> wake, Consumer<String> volumeGone) {
        this.wake = wake;
        this.volumeGone = volumeGone;
    }

    /** Begins; an empty namespace means all. Returns when everything that exists was seen. */
    void start(KubernetesClient client, Optional<String> namespace) {
        for (VaultKind kind : WATCHED) {
            var all = client.genericKubernetesResources(kind.context());
            var some = namespace.isPresent() ? all.inNamespace(namespace.get()) : all.inAnyNamespace();
            var ours = kind == VaultKind.VOLUME ? some.withLabel(VaultKind.CLUSTER_LABEL) : some;
            informers.put(kind, ours.inform(new Handler(kind), 0));
        }
    }

    /** Looks at everything once more. */
    void wakeAll() {
        informers.forEach((kind, informer) -> informer.getStore().list().forEach(object -> seen(kind, object)));
    }

    @Override
    public void close() {
        informers.values().forEach(SharedIndexInformer::close);
    }

    private void seen(VaultKind kind, GenericKubernetesResource object) {
        String namespace = object.getMetadata().getNamespace();
        String name = object.getMetadata().getName();
        Stream.concat(Stream.of(new Key(kind, namespace, name)), others(kind, namespace, name, object))
                .forEach(wake);
    }

    /** Who else has to look when this object has changed. */
    private Stream<Key> others(VaultKind kind, String namespace, String name, GenericKubernetesResource object) {
        return switch (kind) {
            case HELM_RELEASE ->
                Stream.of(name)
                        .filter(release -> release.startsWith(VaultManifests.release("")))
                        .map(release ->
                                release.substring(VaultManifests.release("").length()))
                        .map(application -> new Key(VaultKind.APPLICATION, namespace, application));
            case CLUSTER ->
                Stream.concat(Stream.of(new Key(VaultKind.HELM_RELEASE, namespace, name)), backups(namespace, name));
            case MEMBER, VOLUME ->
                Optional.ofNullable(object.getMetadata().getLabels().get(VaultKind.CLUSTER_LABEL)).stream()
                        .map(cluster -> new Key(VaultKind.CLUSTER, namespace, cluster));
            default -> Stream.empty();
        };
    }

    private Stream<Key> backups(String namespace, String cluster) {
        return Optional.ofNullable(informers.get(VaultKind.BACKUP)).stream()
                .flatMap(informer -> informer.getStore().list().stream())
                .filter(backup -> backup.getMetadata().getNamespace().equals(namespace)
                        && cluster.equals(backup.get("spec", "clusterName")))
                .map(backup -> new Key(
                        VaultKind.BACKUP, namespace, backup.getMetadata().getName()));
    }

    private final class Handler implements ResourceEventHandler<GenericKubernetesResource> {

        private final VaultKind kind;

        private Handler(VaultKind kind) {
            this.kind = kind;
        }

        @Override
        public void onAdd(GenericKubernetesResource object) {
            seen(kind, object);
        }

        @Override
        public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource after) {
            if (!before.getMetadata().getUid().equals(after.getMetadata().getUid())) {
                onDelete(before, true);
            }
            seen(kind, after);
        }

        @Override
        public void onDelete(GenericKubernetesResource object, boolean finalStateUnknown) {
            if (kind == VaultKind.VOLUME) {
                volumeGone.accept(object.getMetadata().getUid());
            }
            seen(kind, object);
        }
    }
}
