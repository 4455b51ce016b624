package dev.holdfast.backup.spi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What a run will do, as data. Immutable; each method returns a changed copy.
 *
 * @param stages in order, at least one and at most 20, names unique; a suspended range begins and ends with a stage
 * @param locks what the run must have for itself; empty means the application it acts on
 * @param secrets which Secrets are needed
 * @param stores which object stores the engine may touch for this run
 * @param facts what the driver wants to find again in its checks; a JSON object of at most 8 KiB
 * @param warnings shown with the plan and as events
 */
public record RunPlan(
        List<Stage> stages,
        List<LockKey> locks,
        List<SecretUse> secrets,
        List<StoreUse> stores,
        JsonNode facts,
        List<Warning> warnings)
        implements Planning {

    private static final int MAX_STAGES = 20;

    /** Copies the lists and checks the stages. */
    public RunPlan {
        stages = List.copyOf(stages);
        locks = List.copyOf(locks);
        secrets = List.copyOf(secrets);
        stores = List.copyOf(stores);
        warnings = List.copyOf(warnings);
        if (stages.isEmpty() || stages.size() > MAX_STAGES) {
            throw new IllegalArgumentException("a plan has 1 to " + MAX_STAGES + " stages, not " + stages.size());
        }
        Set<String> names = new HashSet<>();
        for (Stage stage : stages) {
            if (!names.add(stage.name())) {
                throw new IllegalArgumentException("two stages are named '" + stage.name() + "'");
            }
        }
        if (!facts.isObject()) {
            throw new IllegalArgumentException("facts must be a JSON object, not " + facts.getNodeType());
        }
    }

    /** A plan of these stages and ranges, run in this order. */
    public static RunPlan of(PlanPart... parts) {
        return new RunPlan(
                Suspended.flat(List.of(parts)),
                List.of(),
                List.of(),
                List.of(),
                JsonNodeFactory.instance.objectNode(),
                List.of());
    }

    /** The same with other stages. */
    public RunPlan withStages(List<Stage> value) {
        return new RunPlan(value, locks, secrets, stores, facts, warnings);
    }

    /** Adds a lock. The first one given replaces the default, the application. */
    public RunPlan locks(LockKey key) {
        return new RunPlan(stages, plus(locks, key), secrets, stores, facts, warnings);
    }

    /** Declares that a Secret is needed; the run waits as {@code CredentialsMissing} while it or a key is missing. */
    public RunPlan uses(SecretUse secret) {
        return new RunPlan(stages, locks, plus(secrets, secret), stores, facts, warnings);
    }

    /** Declares a store, and with it the Secrets it is opened with. */
    public RunPlan uses(StoreUse store) {
        return new RunPlan(stages, locks, secrets, plus(stores, store), facts, warnings);
    }

    /** Adds a fact. */
    public RunPlan fact(String key, JsonNode value) {
        ObjectNode more = facts.deepCopy();
        more.set(key, value);
        return new RunPlan(stages, locks, secrets, stores, more, warnings);
    }

    /** Adds a text as a fact. */
    public RunPlan fact(String key, String value) {
        return fact(key, TextNode.valueOf(value));
    }

    /** Adds a warning. */
    public RunPlan warn(String reason, String message) {
        return new RunPlan(stages, locks, secrets, stores, facts, plus(warnings, new Warning(reason, message)));
    }

    @Override
    public <T> T match(Function<RunPlan, T> plan, Function<Waiting, T> waiting, Function<Failed, T> failed) {
        return plan.apply(this);
    }

    private static <T> List<T> plus(List<T> list, T item) {
        List<T> more = new ArrayList<>(list);
        more.add(item);
        return more;
    }
}
