package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.spi.Lifetime;
import dev.holdfast.backup.spi.LockKey;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.PodSettings;
import dev.holdfast.backup.spi.Propagation;
import dev.holdfast.backup.spi.Reconciler;
import dev.holdfast.backup.spi.ResourceKind;
import dev.holdfast.backup.spi.RunPlan;
import dev.holdfast.backup.spi.SecretUse;
import dev.holdfast.backup.spi.Stage;
import dev.holdfast.backup.spi.StageAction;
import dev.holdfast.backup.spi.StoreUse;
import dev.holdfast.backup.spi.Target;
import dev.holdfast.backup.spi.Warning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Plans of every shape. */
final class Plans {

    private static final int MAX_STAGES = 4;

    private Plans() {}

    static Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withCharRange(' ', '~')
                .withChars('é', '\n', '€', '"')
                .ofMaxLength(12);
    }

    private static Arbitrary<String> names() {
        return Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(10);
    }

    static Arbitrary<JsonNode> objects() {
        Arbitrary<JsonNode> leaves = Arbitraries.oneOf(
                texts().map(JsonNodeFactory.instance::textNode),
                Arbitraries.integers().map(JsonNodeFactory.instance::numberNode),
                Arbitraries.of(true, false).map(JsonNodeFactory.instance::booleanNode));
        return Arbitraries.maps(names(), leaves).ofMaxSize(3).map(leafMap -> {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            object.putObject("nested").setAll(leafMap);
            object.putArray("list").addAll(leafMap.values());
            return object;
        });
    }

    private static Arbitrary<Optional<String>> maybe() {
        return texts().optional();
    }

    private static Arbitrary<Duration> durations() {
        return Arbitraries.longs().between(1, 10_000_000_000L).map(Duration::ofMillis);
    }

    private static Arbitrary<StageAction> actions() {
        Arbitrary<StageAction> create = Combinators.combine(names(), objects()).as((name, spec) -> {
            ObjectNode manifest = Samples.json("{'apiVersion':'v1','kind':'Thing'}");
            manifest.putObject("metadata").put("name", name);
            manifest.set("spec", spec);
            return new StageAction.Create(manifest);
        });
        Arbitrary<StageAction> pod = Combinators.combine(
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.of(true, false),
                        maybe(),
                        Arbitraries.of(true, false),
                        maybe())
                .as(PodSettings::new)
                .map(settings -> new StageAction.Pod(
                        Samples.json("{'spec':{'containers':[{'name':'c','args':['-x']}]}}"), settings));
        Arbitrary<StageAction> erase = Combinators.combine(
                        texts(), Arbitraries.maps(names(), texts()).ofMaxSize(2))
                .as(StageAction.Erase::new);
        return Arbitraries.oneOf(create, pod, erase, onLive(), Arbitraries.just(new StageAction.Await()));
    }

    private static Arbitrary<StageAction> onLive() {
        ObjectRef ref = ObjectRef.of("v1", "Thing", "ns", "thing");
        Arbitrary<Target> targets = Arbitraries.oneOf(
                Combinators.combine(names(), Arbitraries.longs().greaterOrEqual(0))
                        .as((uid, generation) -> new Target.Of(ref, uid, generation)),
                Arbitraries.just(new Target.SuccessorOf(ref)),
                Combinators.combine(names(), texts())
                        .as((uid, label) ->
                                new Target.OwnedBy(ref, uid, new ResourceKind("v1", "Volume"), label, uid)));
        Arbitrary<StageAction> suspend = Combinators.combine(names(), objects(), maybe(), Arbitraries.of(true, false))
                .as((field, value, idle, before) -> new StageAction.Suspend(
                        new Reconciler(ref, field, "/spec/" + field, value, idle, before), before));
        return Arbitraries.oneOf(
                targets.map(t -> new StageAction.Delete(t, Propagation.ORPHAN)),
                Combinators.combine(targets, objects()).as(StageAction.Patch::new),
                suspend,
                names().map(StageAction.Resume::new));
    }

    private static Arbitrary<Stage> stages() {
        Arbitrary<Stage.Effect> effects = Combinators.combine(Arbitraries.of(Stage.Effect.Kind.class), texts())
                .as(Stage.Effect::new);
        return Combinators.combine(
                        actions(),
                        names(),
                        Arbitraries.of(Lifetime.class),
                        effects,
                        durations(),
                        durations(),
                        maybe(),
                        maybe())
                .as((action, check, lifetime, effect, start, within, publishes, erase) -> new Stage(
                        "s",
                        action,
                        Optional.of(check),
                        lifetime,
                        effect,
                        start,
                        within,
                        start.toMillis() % 2 == 0,
                        publishes,
                        erase));
    }

    private static Stage named(Stage stage, int index) {
        boolean needsCheck = stage.action() instanceof StageAction.Await || index % 2 == 0;
        return new Stage(
                "stage-" + index,
                stage.action(),
                needsCheck ? stage.check() : Optional.empty(),
                stage.lifetime(),
                stage.effect(),
                stage.startWithin(),
                stage.within(),
                stage.optional(),
                stage.publishes(),
                stage.eraseUnlessSucceeded());
    }

    private static Arbitrary<SecretUse> secrets() {
        return Combinators.combine(texts(), texts().list().ofMaxSize(2)).as(SecretUse::new);
    }

    private static Arbitrary<StoreUse> stores() {
        return Combinators.combine(
                        texts(),
                        texts(),
                        maybe(),
                        Arbitraries.of(true, false),
                        secrets(),
                        secrets().optional(),
                        Arbitraries.of(StoreUse.Access.class),
                        Arbitraries.of(StoreUse.ChosenBy.class))
                .as((endpoint, bucket, region, pathStyle, credentials, ca, access, chosenBy) -> new StoreUse(
                        endpoint, bucket, bucket + "/", region, pathStyle, "auto", credentials, ca, access, chosenBy));
    }

    static Arbitrary<RunPlan> plans() {
        return Combinators.combine(
                        stages().list().ofMinSize(1).ofMaxSize(MAX_STAGES),
                        texts().map(LockKey::new).list().ofMaxSize(2),
                        secrets().list().ofMaxSize(2),
                        stores().list().ofMaxSize(2),
                        objects(),
                        texts().map(m -> new Warning("Careful", m)).list().ofMaxSize(2))
                .as((stages, locks, secrets, stores, facts, warnings) -> {
                    List<Stage> named = new ArrayList<>();
                    stages.forEach(s -> named.add(named(s, named.size())));
                    return new RunPlan(named, locks, secrets, stores, facts, warnings);
                });
    }
}
