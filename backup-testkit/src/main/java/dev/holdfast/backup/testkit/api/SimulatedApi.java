package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * A Kubernetes API server inside this JVM, reachable over HTTP on the loopback address. Each instance is a cluster of
 * its own. Safe for use by many threads; {@link #close} ends all connections.
 */
public final class SimulatedApi implements AutoCloseable {

    /** Shared by all clients: what it learns about the classes of objects costs more than most tests. */
    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

    private final ResourceRegistry registry = new ResourceRegistry();
    private final AccessList access = new AccessList();
    private final FaultPlan faults = new FaultPlan();
    private final InstantSource clock;
    private final RequestLog log;
    private final ObjectStore store;
    private final WatchHub watches;
    private final Dispatcher dispatcher;
    private final ApiServer server;
    private final InternalWrites internal;
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private final List<SimulatedController> controllers = new ArrayList<>();

    SimulatedApi(SimulatedApiBuilder settings) {
        clock = settings.clock();
        log = new RequestLog(clock);
        store = new ObjectStore(settings.historyLimit());
        watches = new WatchHub(store);
        new DefinitionServing(registry).follow(store);
        NamespaceGate namespaces = new NamespaceGate(store, registry);
        ObjectWriter writer = new ObjectWriter(store, namespaces, settings.admission(), clock);
        Deleter deleter = new Deleter(store, clock);
        internal = new InternalWrites(store, writer, deleter);
        ResourceVerbs verbs = new ResourceVerbs(
                registry,
                new ReadVerbs(store),
                new WriteVerbs(store, writer, deleter, clock),
                new WatchVerb(store, watches),
                new AccessReviews(access),
                settings.podLogs());
        dispatcher = new Dispatcher(new Discovery(registry), verbs, access, faults, log);
        InitialNamespaces.create(registry, writer, store);
        server = new ApiServer(dispatcher);
        controllers.addAll(settings.controllers(registry, internal));
        controllers.forEach(controller -> controller.start(this));
    }

    /**
     * Starts a server with all defaults: system clock, no schema validation, garbage collection and namespace deletion
     * as in a cluster.
     *
     * @return the running server
     */
    public static SimulatedApi start() {
        return builder().start();
    }

    /**
     * Settings for a server.
     *
     * @return a new builder with all defaults
     */
    public static SimulatedApiBuilder builder() {
        return new SimulatedApiBuilder();
    }

    /**
     * Where the server listens.
     *
     * @return for example {@code http://127.0.0.1:40123}
     */
    public String url() {
        return server.url();
    }

    /**
     * A kubeconfig for any client; its user is {@code admin}.
     *
     * @return YAML text
     */
    public String kubeconfig() {
        return """
                apiVersion: v1
                kind: Config
                clusters:
                - name: simulated
                  cluster:
                    server: %s
                users:
                - name: admin
                  user:
                    token: admin
                contexts:
                - name: simulated
                  context:
                    cluster: simulated
                    user: admin
                    namespace: default
                current-context: simulated
                """
                .formatted(url());
    }

    /**
     * Client settings for this server and the user {@code admin}, untouched by environment and files.
     *
     * @return new settings that the caller may change
     */
    public Config config() {
        return config("admin");
    }

    /**
     * Client settings for another user.
     *
     * @param user a name that deny rules may refer to
     * @return new settings that the caller may change
     */
    public Config config(String user) {
        return new ConfigBuilder(Config.empty())
                .withMasterUrl(url())
                .withOauthToken(user)
                .withNamespace("default")
                .withOnlyHttpWatches(true)
                .build();
    }

    /**
     * A new client; the caller closes it.
     *
     * @return a client for the user {@code admin}
     */
    public KubernetesClient client() {
        return client(config());
    }

    /**
     * A new client for another user; the caller closes it.
     *
     * @param user a name that deny rules may refer to
     * @return the client
     */
    public KubernetesClient client(String user) {
        return client(config(user));
    }

    /**
     * The clock that stamps objects and the request log. Watch time-outs and request delays run on real time.
     *
     * @return the clock given to the builder
     */
    public InstantSource clock() {
        return clock;
    }

    /**
     * Everything stored of one kind, in all namespaces, sorted by namespace and name.
     *
     * @param apiVersion for example {@code batch/v1}
     * @param kind for example {@code Job}
     * @return copies
     * @throws IllegalArgumentException when the kind is not served
     */
    public List<ObjectNode> objects(String apiVersion, String kind) {
        ResourceType type = registry.findKind(apiVersion, kind)
                .orElseThrow(() -> new IllegalArgumentException("not served: " + apiVersion + " " + kind));
        return store.list(type).stream()
                .map(object -> ReadVerbs.shown(type, object).deepCopy())
                .toList();
    }

    /**
     * Everything stored of one kind as typed objects.
     *
     * @param <T> the type
     * @param type a class with fabric8's group, version and kind annotations
     * @return copies, sorted by namespace and name
     * @throws IllegalArgumentException when the kind is not served
     */
    public <T extends HasMetadata> List<T> objects(Class<T> type) {
        return objects(HasMetadata.getApiVersion(type), HasMetadata.getKind(type)).stream()
                .map(object -> SERIALIZATION.convertValue(object, type))
                .toList();
    }

    /**
     * The requests answered so far, oldest first. WebSocket handshakes, which are refused, are left out.
     *
     * @return a copy
     */
    public List<LoggedRequest> requests() {
        return log.entries();
    }

    /** Empties the request log; sequence numbers go on. */
    public void clearRequests() {
        log.clear();
    }

    /**
     * Calls back for every request before anything happens to it, on the thread that serves it; blocking in the callback
     * holds that request.
     *
     * @param interceptor must be safe for use by many threads
     */
    public void onRequest(Consumer<RequestInfo> interceptor) {
        dispatcher.intercept(interceptor);
    }

    /**
     * Disturbances of requests.
     *
     * @return the plan in force
     */
    public FaultPlan faults() {
        return faults;
    }

    /**
     * What users may not do.
     *
     * @return the deny list in force
     */
    public AccessList access() {
        return access;
    }

    /**
     * Disturbances of watches.
     *
     * @return the control over this server's watches
     */
    public WatchControl watches() {
        return watches;
    }

    /** Forgets all history, as etcd does: older resourceVersions answer 410 to watches and continued lists. */
    public void compact() {
        store.compact();
    }

    /**
     * Delivers every change from now on, in order, on a thread of its own.
     *
     * @param listener called for each change; exceptions are logged and do not end the subscription
     * @return ends the subscription when closed
     */
    public Subscription subscribe(Consumer<ObjectChange> listener) {
        Subscription subscription = new Subscription(store, listener, subscriptions::remove);
        subscriptions.add(subscription);
        return subscription;
    }

    /**
     * Says whether every subscription, and so every built-in controller, has handled all changes so far.
     *
     * @return true when nothing is waiting or being worked on
     */
    public boolean isQuiet() {
        return subscriptions.stream().allMatch(Subscription::isIdle);
    }

    /** Ends controllers, watches and connections. */
    @Override
    public void close() {
        controllers.forEach(SimulatedController::close);
        List.copyOf(subscriptions).forEach(Subscription::close);
        watches.cutAll();
        server.close();
    }

    private static KubernetesClient client(Config config) {
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withKubernetesSerialization(SERIALIZATION)
                .withHttpClientFactory(new JdkHttpClientFactory())
                .build();
    }

    /** Looks up a served kind, for controllers in this package. */
    Optional<ResourceType> type(String apiVersion, String kind) {
        return registry.findKind(apiVersion, kind);
    }
}
