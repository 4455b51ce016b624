package dev.holdfast.backup.engine.cluster;

import dev.holdfast.backup.engine.EngineOptions;
import dev.holdfast.backup.engine.work.Feeds;
import dev.holdfast.backup.engine.work.Interest;
import dev.holdfast.backup.engine.work.InterestIndex;
import dev.holdfast.backup.engine.work.WorkKey;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.ResourceKind;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * {@link Feeds} over informers of the host's client: one per kind, never one per object. Own kinds are held whole; other kinds
 * are watched from their first interest on, and of their objects only metadata is held. Of Secrets only journals are listed or
 * watched. Objects that reads return are shared and must not be changed. Thread-safe.
 */
public final class InformerFeeds implements Feeds, AutoCloseable {

    private static final ResourceKind POD = new ResourceKind("v1", "Pod");

    private final Cluster cluster;
    private final EngineOptions options;
    private final List<FeedSpec> specs;
    private final Consumer<WorkKey> sink;
    private final InterestIndex index = new InterestIndex();
    private final OwnWrites writes;
    private final PodStarts podStarts = new PodStarts();
    private final EventRouter router;
    private final FeedSettings settings;
    private final Map<ResourceKind, KindFeed> own = new HashMap<>();
    private final Map<ResourceKind, KindFeed> others = new ConcurrentHashMap<>();
    private final KindFeed.Listener listener = new Wake();

    /**
     * What the informers stand on.
     *
     * @param client the host's; never closed here
     * @param observer told each request that shows whether a kind may be listed
     * @param clock for how long own writes are trusted
     * @param timers looks again, every {@link EngineOptions.Bounds#recheck}, for kinds that cannot be watched; each look is a
     *     few requests, so it should have a thread besides those that other timers need
     */
    public record Sources(
            KubernetesClient client, ApiObserver observer, InstantSource clock, ScheduledExecutorService timers) {}

    /**
     * Feeds that are not started.
     *
     * @param cluster for reads that no feed answers
     * @param own the kinds that are held whole
     * @param sink told the keys that wake, on the client's threads; must not block
     */
    public InformerFeeds(
            Sources sources, Cluster cluster, EngineOptions options, List<FeedSpec> own, Consumer<WorkKey> sink) {
        this.cluster = cluster;
        this.options = options;
        this.specs = List.copyOf(own);
        this.sink = sink;
        this.writes = new OwnWrites(sources.clock());
        this.router = new EventRouter(specs, index, this::held);
        ApiTransport transport =
                new ApiTransport(sources.client(), options.lease().requestTimeout(), sources.observer());
        Discovery discovery = new Discovery(transport, sources.clock());
        this.settings = (label, namespaces, form) -> new KindFeed.Settings(
                sources.client(),
                transport,
                discovery,
                sources.timers(),
                options.bounds().recheck(),
                namespaces,
                label,
                () -> new FeedStore(label, form, writes::stored, writes::removed),
                listener);
        for (FeedSpec spec : specs) {
            Set<String> namespaces = spec.namespace().map(Set::of).orElse(options.namespaces());
            this.own.put(spec.kind(), new KindFeed(spec.kind(), settings.of(spec.label(), namespaces, form(spec))));
        }
    }

    private interface FeedSettings {
        KindFeed.Settings of(String label, Set<String> namespaces, UnaryOperator<GenericKubernetesResource> form);
    }

    private static UnaryOperator<GenericKubernetesResource> form(FeedSpec spec) {
        boolean isRun = spec.key()
                .filter(k -> k == WorkKey.Kind.BACKUP_JOB || k == WorkKey.Kind.RESTORE_JOB)
                .isPresent();
        return isRun ? StoredForm::run : StoredForm::whole;
    }

    /** Starts the informers of the own kinds; a few requests for each. What cannot be watched yet is looked for again. */
    public void start() {
        own.values().forEach(KindFeed::open);
    }

    /** Who wakes on what, for {@link InterestIndex#has} and metrics. */
    public InterestIndex interests() {
        return index;
    }

    /** How each feed is, by kind; own kinds and those that something was interested in. */
    public Map<ResourceKind, FeedHealth> health() {
        Map<ResourceKind, FeedHealth> health = new HashMap<>();
        others.forEach((kind, feed) -> health.put(kind, feed.health()));
        own.forEach((kind, feed) -> health.put(kind, feed.health()));
        return health;
    }

    @Override
    public Lookup read(ObjectRef ref) {
        KindFeed feed = own.get(ref.kind());
        if (feed == null
                || !isHeld(ref.kind(), ref.namespace())
                || !feed.health().isSynced()) {
            return cluster.get(ref);
        }
        return writes.resolve(ref, feed.find(ref.namespace(), ref.name())).orElseGet(() -> cluster.get(ref));
    }

    @Override
    public List<GenericKubernetesResource> list(ResourceKind kind, String namespace, String label, String value) {
        KindFeed feed = own.get(kind);
        if (feed == null || !isHeld(kind, namespace) || !feed.health().isSynced()) {
            return live(kind, namespace, label, value);
        }
        Predicate<GenericKubernetesResource> asked = o -> isIn(o, namespace)
                && (label.isEmpty()
                        || value.equals(EventRouter.labels(Optional.of(o)).get(label)));
        Map<String, GenericKubernetesResource> found = new TreeMap<>();
        feed.bearing(label, value).filter(asked).forEach(o -> put(found, ObjectRef.of(o), Optional.of(o)));
        for (ObjectRef ref : writes.refs(kind)) {
            Optional<Lookup> resolved = writes.resolve(ref, feed.find(ref.namespace(), ref.name()));
            if (resolved.isEmpty()) {
                return live(kind, namespace, label, value);
            }
            put(found, ref, resolved.get().object());
        }
        return found.values().stream().filter(asked).toList();
    }

    private static void put(
            Map<String, GenericKubernetesResource> found, ObjectRef ref, Optional<GenericKubernetesResource> object) {
        String key = FeedStore.key(ref.namespace(), ref.name());
        object.ifPresentOrElse(o -> found.put(key, o), () -> found.remove(key));
    }

    private static boolean isIn(GenericKubernetesResource object, String namespace) {
        return namespace.isEmpty() || namespace.equals(object.getMetadata().getNamespace());
    }

    private List<GenericKubernetesResource> live(ResourceKind kind, String namespace, String label, String value) {
        String held = spec(kind).map(FeedSpec::label).orElse("");
        String selector = label.isEmpty() ? held : label + "=" + value;
        Set<String> namespaces = spec(kind)
                .flatMap(FeedSpec::namespace)
                .map(Set::of)
                .orElse(
                        namespace.isEmpty() && !options.namespaces().isEmpty()
                                ? options.namespaces()
                                : Set.of(namespace));
        return namespaces.stream()
                .flatMap(n -> cluster.list(kind, n, selector).orElse(List.of()).stream())
                .toList();
    }

    /** Whether all objects of the kind in the namespace come through the feed. */
    private boolean isHeld(ResourceKind kind, String namespace) {
        return spec(kind)
                .map(s -> s.namespace()
                        .map(n -> n.equals(namespace))
                        .orElse(namespace.isEmpty() || options.serves(namespace)))
                .orElse(false);
    }

    private Optional<FeedSpec> spec(ResourceKind kind) {
        return specs.stream().filter(s -> s.kind().equals(kind)).findFirst();
    }

    @Override
    public void wrote(GenericKubernetesResource object) {
        ObjectRef ref = ObjectRef.of(object);
        boolean isOwn = spec(ref.kind())
                .filter(s -> s.holds(ref.namespace(), EventRouter.labels(Optional.of(object))))
                .isPresent();
        KindFeed feed = own.get(ref.kind());
        if (isOwn && feed != null && isHeld(ref.kind(), ref.namespace())) {
            writes.wrote(object, () -> feed.find(ref.namespace(), ref.name()));
        }
    }

    @Override
    public void gone(ObjectRef ref) {
        KindFeed feed = own.get(ref.kind());
        if (feed != null) {
            writes.gone(ref, feed.find(ref.namespace(), ref.name()));
        }
    }

    @Override
    public boolean register(WorkKey key, Interest interest) {
        index.register(key, interest);
        Optional<FeedSpec> spec = specs.stream().filter(s -> s.covers(interest)).findFirst();
        if (spec.isPresent()) {
            return isHeld(interest.kind(), interest.namespace())
                    && health(interest.kind()).isSynced();
        }
        boolean isSecret =
                interest.kind().group().isEmpty() && interest.kind().kind().equals("Secret");
        if (isSecret
                || !options.serves(interest.namespace())
                        && !interest.namespace().isEmpty()) {
            return false;
        }
        return other(interest.kind()).health().isSynced();
    }

    private FeedHealth health(ResourceKind kind) {
        KindFeed feed = own.get(kind);
        return feed == null ? new FeedHealth(FeedHealth.State.STARTING, "") : feed.health();
    }

    private KindFeed other(ResourceKind kind) {
        KindFeed known = others.get(kind);
        if (known != null) {
            return known;
        }
        KindFeed fresh = new KindFeed(kind, settings.of("", options.namespaces(), StoredForm::metadata));
        KindFeed raced = others.putIfAbsent(kind, fresh);
        if (raced != null) {
            return raced;
        }
        fresh.open();
        return fresh;
    }

    @Override
    public void retain(WorkKey key, Set<Interest> interests) {
        index.retain(key, interests);
    }

    @Override
    public boolean sawPodStart(String runLabel) {
        return podStarts.of(runLabel);
    }

    @Override
    public void forget(WorkKey key) {
        index.forget(key);
    }

    private List<GenericKubernetesResource> held(ResourceKind kind) {
        KindFeed feed = own.get(kind);
        return feed == null ? List.of() : feed.all().toList();
    }

    /** Stops all informers; reads go live from now on. */
    @Override
    public void close() {
        Stream.concat(own.values().stream(), others.values().stream()).forEach(KindFeed::close);
    }

    private final class Wake implements KindFeed.Listener {
        @Override
        public void changed(
                ObjectRef ref, Optional<GenericKubernetesResource> before, Optional<GenericKubernetesResource> after) {
            if (ref.kind().equals(POD)) {
                after.ifPresent(podStarts::saw);
            }
            router.keys(ref, before, after).forEach(sink);
        }

        @Override
        public void turned(ResourceKind kind) {
            new HashSet<>(index.interestedIn(kind)).forEach(sink);
        }
    }
}
