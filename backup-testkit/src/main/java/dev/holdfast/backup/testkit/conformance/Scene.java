package dev.holdfast.backup.testkit.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.api.CoreApi;
import dev.holdfast.backup.api.CoreCrds;
import dev.holdfast.backup.engine.BackupEngine;
import dev.holdfast.backup.engine.EngineOptions;
import dev.holdfast.backup.engine.Health;
import dev.holdfast.backup.engine.Operations;
import dev.holdfast.backup.spi.ApplicationRef;
import dev.holdfast.backup.spi.Drivers;
import dev.holdfast.backup.testkit.api.SimulatedApi;
import dev.holdfast.backup.testkit.jobs.SimulatedJobController;
import dev.holdfast.backup.testkit.schema.SchemaAdmission;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A cluster of its own with the subject's operator and applications, a history of all changes, and engines. */
final class Scene implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Scene.class);

    static final String ENGINE = "engine";
    static final String FIRST = "engine-1";
    static final String SECOND = "engine-2";
    static final String SYSTEM = "holdfast-system";
    static final String TENANT = "tenant";

    final DriverSubject subject;
    final Cast cast;
    final SimulatedApi api;
    final History history;
    final Gate gate;
    final Findings findings = new Findings();
    final MovableClock clock = new MovableClock();
    final OperatorSimulator operator;
    private final KubernetesClient tenant;
    private final Calls calls;
    private final Deque<AutoCloseable> undo = new ArrayDeque<>();
    private Optional<JsonNode> older = Optional.empty();
    private Duration safetyPass = Duration.ofMinutes(5);

    Scene(Cast cast) {
        this.cast = cast;
        subject = cast.subject();
        calls = new Calls(findings);
        undo.push(calls);
        api = SimulatedApi.builder()
                .admission(new SchemaAdmission())
                .controller(new SimulatedJobController(Duration.ofMillis(100)))
                .start();
        undo.push(api);
        tenant = client(TENANT);
        List<CustomResourceDefinition> crds = new ArrayList<>(CoreCrds.all());
        crds.addAll(cast.definitions());
        Cast.create(tenant, crds);
        gate = new Gate(api, plurals(cast));
        history = new History(api);
        undo.push(history);
        for (String namespace : new TreeSet<>(Set.of(SYSTEM, namespace()))) {
            tenant.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(namespace)
                            .endMetadata()
                            .build())
                    .create();
        }
        operator = subject.start(client("operator"));
        undo.push(operator);
        Cast.create(tenant, cast.all(operator.parameters()));
    }

    private static Set<String> plurals(Cast cast) {
        Set<String> plurals = cast.definitions().stream()
                .map(d -> d.getSpec().getNames().getPlural())
                .collect(Collectors.toCollection(TreeSet::new));
        plurals.add("persistentvolumeclaims");
        return plurals;
    }

    String namespace() {
        return cast.application().namespace();
    }

    /** A client of its own; closed with the scene. */
    KubernetesClient client(String user) {
        KubernetesClient client = api.client(user);
        undo.push(client);
        return client;
    }

    /** From now on engines look at each run so often although nothing has happened. */
    void safetyPass(Duration every) {
        safetyPass = every;
    }

    /** Every question is put to the driver twice from now on, the second time to a new one. */
    void askTwice() {
        calls.askTwice();
    }

    /** Starts an engine that leads without a lease. */
    BackupEngine start(String user) {
        BackupEngine engine = build(user, true, o -> o);
        Waits.until(Duration.ofSeconds(30), "an engine becomes healthy", () -> engine.health().stream()
                .allMatch(Health::ok));
        return engine;
    }

    /** Starts an engine that asks for a lease of this kind. */
    BackupEngine candidate(String user, EngineOptions.Lease lease) {
        return build(user, false, o -> o.withLease(l -> lease));
    }

    /** Bounds are short enough for a test. The safety pass is longer than any test waits, so that a lost wake-up shows. */
    private BackupEngine build(String user, boolean leads, UnaryOperator<EngineOptions> change) {
        EngineOptions options = EngineOptions.defaults()
                .withIdentity(user)
                .withWorkers(1)
                .withBounds(b -> new EngineOptions.Bounds(
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(2),
                        Duration.ofMillis(300),
                        Duration.ofMillis(500),
                        safetyPass));
        var builder = BackupEngine.builder()
                .client(client(user))
                .drivers(Drivers.of(
                        List.of(new WatchedDriver(subject.driver(), subject::driver, calls, cast.secretValues()))))
                .clock(clock)
                .options(change.apply(options));
        BackupEngine engine = (leads ? builder.alwaysLeader() : builder).build();
        engine.start();
        undo.push(engine::close);
        return engine;
    }

    /** The application and its neighbours hold data, which nobody has backed up yet. */
    void serving(boolean withCopy) {
        if (withCopy) {
            Cast.create(tenant, cast.copyObjects());
            fill(cast.copy(), "old copy");
        }
        fill(cast.bystander(), "theirs");
        fill(cast.application(), "live");
    }

    /** Waits until the application serves and holds this. */
    void fill(ApplicationRef application, String value) {
        Waits.until(Duration.ofSeconds(30), application + " serves and holds '" + value + "'", () -> {
            return operator.read(application).isPresent()
                    && writes(application, value)
                    && operator.read(application).equals(Optional.of(value));
        });
    }

    /** An application that has just stopped to serve cannot be written to; that is asked again. */
    private boolean writes(ApplicationRef application, String value) {
        try {
            operator.write(application, value);
            return true;
        } catch (IllegalStateException e) {
            LOG.debug("{} is not ready yet: {}", application, e.getMessage());
            return false;
        }
    }

    /** The older of two Backups, as it was when it was made. */
    JsonNode older() {
        return older.orElseThrow();
    }

    void remembersOlder(JsonNode backup) {
        older = Optional.of(backup);
    }

    /** Creates an object as the tenant, and answers with what is stored. */
    JsonNode create(ObjectNode manifest) {
        GenericKubernetesResource made = tenant.resource(
                        Serialization.jsonMapper().convertValue(manifest, GenericKubernetesResource.class))
                .create();
        return Serialization.jsonMapper().valueToTree(made);
    }

    void delete(List<HasMetadata> objects) {
        objects.forEach(o -> tenant.resource(o).delete());
    }

    /** The tenant deletes the application, waits until it is gone and for a while until it stops to serve, and makes it anew. */
    void recreateApplication(Duration bound, Duration stopsWithin) {
        List<HasMetadata> application = cast.applicationObjects();
        HasMetadata object = application.get(0);
        delete(application);
        Waits.until(bound, "the application is gone", () -> find(
                        object.getApiVersion(),
                        object.getKind(),
                        object.getMetadata().getName())
                .isEmpty());
        if (!stopsWithin.isZero()) {
            Waits.within(stopsWithin, () -> operator.read(cast.application()).isEmpty());
        }
        Cast.create(tenant, application);
        Waits.within(Duration.ofSeconds(2), api::isQuiet);
    }

    void patchApplication(String mergePatch) {
        patch(cast.applicationObjects().get(0), mergePatch);
    }

    void patchStrategy(String mergePatch) {
        patch(cast.strategyObjects().get(0), mergePatch);
    }

    private void patch(HasMetadata object, String mergePatch) {
        at(object.getApiVersion(), object.getKind(), object.getMetadata().getName())
                .patch(PatchContext.of(PatchType.JSON_MERGE), mergePatch);
    }

    void deleteSurroundings() {
        delete(cast.surroundings());
    }

    /** Somebody deletes what the run has made for its operator. */
    void deleteChildren() {
        history.children().values().stream()
                .filter(c -> !c.path("kind").asText().matches("Secret|Backup|Pod"))
                .forEach(c ->
                        delete(c.path("apiVersion").asText(), c.path("kind").asText(), Trees.name(c)));
    }

    /** Runs this before anything is closed. */
    void onClose(AutoCloseable what) {
        undo.push(what);
    }

    void delete(String apiVersion, String kind, String name) {
        at(apiVersion, kind, name).delete();
    }

    void delete(String kind, String name) {
        delete(CoreApi.API_VERSION, kind, name);
    }

    private Resource<GenericKubernetesResource> at(String apiVersion, String kind, String name) {
        var all = tenant.genericKubernetesResources(apiVersion, kind);
        boolean namespaced = find(apiVersion, kind, name)
                .filter(o -> o.at("/metadata").has("namespace"))
                .isPresent();
        return namespaced ? all.inNamespace(namespace()).withName(name) : all.withName(name);
    }

    List<JsonNode> all(String kind) {
        return all(CoreApi.API_VERSION, kind);
    }

    List<JsonNode> all(String apiVersion, String kind) {
        return api.objects(apiVersion, kind).stream().map(JsonNode.class::cast).toList();
    }

    Optional<JsonNode> find(String kind, String name) {
        return find(CoreApi.API_VERSION, kind, name);
    }

    Optional<JsonNode> find(String apiVersion, String kind, String name) {
        return all(apiVersion, kind).stream()
                .filter(o -> Trees.name(o).equals(name))
                .findFirst();
    }

    /** The locks that are held. */
    List<JsonNode> journals() {
        return all("v1", "Secret").stream()
                .filter(s -> s.at("/metadata/namespace").asText().equals(SYSTEM))
                .toList();
    }

    /** What somebody asks by hand, in a process of their own. */
    Operations operations() {
        return BackupEngine.builder()
                .client(client("asker"))
                .drivers(Drivers.of(List.of(subject.driver())))
                .build()
                .operations();
    }

    /** What was there before is forgotten: only what comes now is counted and judged. */
    void curtain() {
        Waits.within(Duration.ofSeconds(2), api::isQuiet);
        api.clearRequests();
        history.forget();
        findings.forgetPlans();
        gate.arm();
    }

    @Override
    public void close() {
        while (!undo.isEmpty()) {
            try {
                undo.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("a part of the world of " + subject.name() + " does not close", e);
            }
        }
    }
}
