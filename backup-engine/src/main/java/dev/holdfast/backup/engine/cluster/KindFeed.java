package dev.holdfast.backup.engine.cluster;

import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.ResourceKind;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The informers of one kind: one, or one for each namespace. Objects stay undecoded beyond their metadata, so that a strange
 * one hides no other. Looks again for kinds that are not served or not allowed. Thread-safe.
 */
final class KindFeed implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KindFeed.class);
    private static final long PAGE = 500L;
    private static final Duration RECOVERY_CHECK = Duration.ofSeconds(1);

    private final ResourceKind kind;
    private final Settings settings;
    private final List<Part> parts = new ArrayList<>();
    private FeedHealth trouble = new FeedHealth(FeedHealth.State.STARTING, "");
    private boolean isClosed;
    private boolean wasSynced;
    private boolean isChecking;

    /**
     * What all feeds share, and what is special about this one.
     *
     * @param client the host's
     * @param transport for the request that shows whether the kind may be listed
     * @param discovery plurals
     * @param timers look again for what is not there
     * @param lookAgain how often
     * @param namespaces to hold; empty means all
     * @param label that objects must bear; empty for none
     * @param stores makes the store of an informer
     * @param listener of events
     */
    record Settings(
            KubernetesClient client,
            ApiTransport transport,
            Discovery discovery,
            ScheduledExecutorService timers,
            Duration lookAgain,
            Set<String> namespaces,
            String label,
            Supplier<FeedStore> stores,
            Listener listener) {}

    /** Told what happens, on the client's threads; must not block. */
    interface Listener {
        void changed(
                ObjectRef ref, Optional<GenericKubernetesResource> before, Optional<GenericKubernetesResource> after);

        /** Events begin to be complete, or may be missing from now on. */
        void turned(ResourceKind kind);
    }

    private record Part(SharedIndexInformer<GenericKubernetesResource> informer, FeedStore store) {}

    KindFeed(ResourceKind kind, Settings settings) {
        this.kind = kind;
        this.settings = settings;
    }

    /** Starts the informers if the kind is served and may be listed, else tries again later. Blocks for a few requests. */
    void open() {
        Optional<FeedHealth> found = probe();
        synchronized (this) {
            if (isClosed || !parts.isEmpty()) {
                return;
            }
            if (found.isPresent()) {
                if (!found.get().equals(trouble)) {
                    LOG.info(
                            "{} is not watched: {} {}",
                            kind,
                            found.get().state(),
                            found.get().text());
                }
                trouble = found.get();
                later(this::open, settings.lookAgain());
                return;
            }
            trouble = new FeedHealth(FeedHealth.State.STARTING, "");
            startAll();
        }
    }

    private void later(Runnable task, Duration delay) {
        try {
            settings.timers().schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("{} is not looked at again: {}", kind, e.toString());
        }
    }

    /** What is in the way of watching the kind. */
    private Optional<FeedHealth> probe() {
        try {
            Optional<Discovery.Resource> resource = settings.discovery().find(kind);
            if (resource.isEmpty()) {
                settings.discovery().forget(kind);
                return Optional.of(new FeedHealth(FeedHealth.State.NOT_SERVED, ""));
            }
            for (String namespace : scopes(resource.get())) {
                ApiRequest request = new ApiRequest("list", resource.get().plural(), namespace, "");
                String path = Discovery.root(kind.apiVersion())
                        + (namespace.isEmpty() ? "" : "/namespaces/" + namespace)
                        + "/" + resource.get().plural() + "?limit=1"
                        + (settings.label().isEmpty()
                                ? ""
                                : "&labelSelector=" + URLEncoder.encode(settings.label(), StandardCharsets.UTF_8));
                if (settings.transport().get(request, path).code() == 404) {
                    settings.discovery().forget(kind);
                    return Optional.of(new FeedHealth(FeedHealth.State.NOT_SERVED, ""));
                }
            }
            return Optional.empty();
        } catch (ApiException e) {
            return Optional.of(health(e.code(), String.valueOf(e.getMessage())));
        }
    }

    private static FeedHealth health(int code, String text) {
        return switch (code) {
            case 403 -> new FeedHealth(FeedHealth.State.FORBIDDEN, text);
            case 404 -> new FeedHealth(FeedHealth.State.NOT_SERVED, text);
            default -> new FeedHealth(FeedHealth.State.FAILING, text);
        };
    }

    private Set<String> scopes(Discovery.Resource resource) {
        return resource.namespaced() && !settings.namespaces().isEmpty() ? settings.namespaces() : Set.of("");
    }

    private void startAll() {
        Discovery.Resource resource = settings.discovery().find(kind).orElseThrow();
        for (String namespace : scopes(resource)) {
            parts.add(part(resource, namespace));
        }
        for (Part part : parts) {
            part.informer().start().whenComplete((done, failure) -> {
                turned();
                awaitRecovery();
            });
        }
    }

    private Part part(Discovery.Resource resource, String namespace) {
        String version = kind.apiVersion().substring(kind.apiVersion().indexOf('/') + 1);
        ResourceDefinitionContext context = new ResourceDefinitionContext.Builder()
                .withGroup(kind.group())
                .withVersion(version)
                .withKind(kind.kind())
                .withPlural(resource.plural())
                .withNamespaced(resource.namespaced())
                .build();
        var all = settings.client().genericKubernetesResources(context);
        FeedStore store = settings.stores().get();
        SharedIndexInformer<GenericKubernetesResource> informer =
                selected(all, namespace, resource).withLimit(PAGE).runnableInformer(0);
        informer.removeNamespaceIndex()
                .itemStore(store)
                .exceptionHandler(this::failed)
                .addEventHandler(new Events());
        return new Part(informer, store);
    }

    private FilterWatchListDeletable<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            selected(
                    MixedOperation<
                                    GenericKubernetesResource,
                                    GenericKubernetesResourceList,
                                    Resource<GenericKubernetesResource>>
                            all,
                    String namespace,
                    Discovery.Resource resource) {
        if (!resource.namespaced()) {
            return settings.label().isEmpty() ? all : all.withLabel(settings.label());
        }
        if (namespace.isEmpty()) {
            var everywhere = all.inAnyNamespace();
            return settings.label().isEmpty() ? everywhere : everywhere.withLabel(settings.label());
        }
        var there = all.inNamespace(namespace);
        return settings.label().isEmpty() ? there : there.withLabel(settings.label());
    }

    /** The informer goes on whatever happens: a feed that gave up would be stale for good. */
    private boolean failed(boolean started, Throwable failure) {
        FeedHealth health = health(code(failure), String.valueOf(failure.getMessage()));
        synchronized (this) {
            trouble = health;
        }
        turned();
        awaitRecovery();
        return true;
    }

    /** The informer does not say when it is well, be it again or for the first time. */
    private void awaitRecovery() {
        boolean isSynced = health().isSynced();
        synchronized (this) {
            if (isSynced || isChecking || isClosed) {
                return;
            }
            isChecking = true;
        }
        later(
                () -> {
                    synchronized (this) {
                        isChecking = false;
                    }
                    turned();
                    awaitRecovery();
                },
                RECOVERY_CHECK);
    }

    private static int code(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof KubernetesClientException e && e.getCode() > 0) {
                return e.getCode();
            }
        }
        return ApiException.NO_ANSWER;
    }

    private void turned() {
        boolean isSynced = health().isSynced();
        synchronized (this) {
            if (isSynced == wasSynced) {
                return;
            }
            wasSynced = isSynced;
        }
        LOG.debug("{} {}", kind, isSynced ? "is synced" : "is not synced any more");
        settings.listener().turned(kind);
    }

    /** How the feed is now. */
    synchronized FeedHealth health() {
        if (isClosed) {
            return new FeedHealth(FeedHealth.State.CLOSED, "");
        }
        boolean isSynced = !parts.isEmpty()
                && parts.stream()
                        .allMatch(p -> p.informer().hasSynced() && p.informer().isWatching());
        return isSynced ? new FeedHealth(FeedHealth.State.SYNCED, "") : trouble;
    }

    /** What the stores have under this name. */
    Optional<GenericKubernetesResource> find(String namespace, String name) {
        return stores().flatMap(s -> s.find(namespace, name).stream()).findFirst();
    }

    /** All that the stores have. */
    Stream<GenericKubernetesResource> all() {
        return stores().flatMap(FeedStore::values);
    }

    /** Objects among which are all those whose label has this value. */
    Stream<GenericKubernetesResource> bearing(String label, String value) {
        return stores().flatMap(s -> s.bearing(label, value));
    }

    private synchronized Stream<FeedStore> stores() {
        return List.copyOf(parts).stream().map(Part::store);
    }

    @Override
    public void close() {
        List<Part> open;
        synchronized (this) {
            isClosed = true;
            open = List.copyOf(parts);
        }
        open.forEach(p -> p.informer().close());
    }

    private final class Events implements ResourceEventHandler<GenericKubernetesResource> {
        @Override
        public void onAdd(GenericKubernetesResource object) {
            tell(object, Optional.empty(), Optional.of(object));
        }

        @Override
        public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource after) {
            tell(after, Optional.of(before), Optional.of(after));
        }

        @Override
        public void onDelete(GenericKubernetesResource object, boolean lastStateUnknown) {
            tell(object, Optional.of(object), Optional.empty());
        }

        private void tell(
                GenericKubernetesResource object,
                Optional<GenericKubernetesResource> before,
                Optional<GenericKubernetesResource> after) {
            String namespace = object.getMetadata().getNamespace();
            settings.listener()
                    .changed(
                            new ObjectRef(
                                    kind,
                                    namespace == null ? "" : namespace,
                                    object.getMetadata().getName()),
                            before,
                            after);
        }
    }
}
