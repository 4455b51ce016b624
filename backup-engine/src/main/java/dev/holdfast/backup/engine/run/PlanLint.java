package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.spi.DriverDescriptor;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.Problem;
import dev.holdfast.backup.spi.Reconciler;
import dev.holdfast.backup.spi.ResourceKind;
import dev.holdfast.backup.spi.ResourceUse;
import dev.holdfast.backup.spi.RunPlan;
import dev.holdfast.backup.spi.S3Uri;
import dev.holdfast.backup.spi.Stage;
import dev.holdfast.backup.spi.StageAction;
import dev.holdfast.backup.spi.StoreUse;
import dev.holdfast.backup.spi.Target;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is wrong with a plan before anything of it is done. Pure. */
final class PlanLint {

    /** Largest plan, in bytes of JSON, that is kept in a job's status. */
    static final int MAX_LIGHT_BYTES = 64 * 1024;

    private static final int MAX_FACTS_BYTES = 8 * 1024;

    private PlanLint() {}

    static List<Problem> problems(
            RunPlan plan, Operation operation, DriverDescriptor descriptor, Set<String> checks, String namespace) {
        List<Problem> problems = new ArrayList<>();
        for (Stage stage : plan.stages()) {
            stage.check()
                    .filter(c -> !checks.contains(c))
                    .ifPresent(c -> problems.add(
                            driverError(stage, "names check '" + c + "', which the driver does not have")));
            stage.action().created().ifPresent(ref -> undeclared(descriptor, ref, namespace)
                    .ifPresent(why -> problems.add(driverError(stage, why))));
            erasing(stage, plan, operation).ifPresent(why -> problems.add(driverError(stage, why)));
            changing(stage, operation, descriptor, namespace).ifPresent(why -> problems.add(driverError(stage, why)));
        }
        PlanShape.brokenRange(plan)
                .ifPresent(why -> problems.add(Problem.of(Reasons.DRIVER_ERROR.wire(), "in the plan, " + why)));
        suspendedAlready(plan).ifPresent(problems::add);
        size(plan, operation).ifPresent(problems::add);
        return problems;
    }

    private static Problem driverError(Stage stage, String why) {
        return Problem.of(Reasons.DRIVER_ERROR.wire(), "stage '" + stage.name() + "' of the plan " + why);
    }

    private static Optional<String> undeclared(DriverDescriptor descriptor, ObjectRef ref, String namespace) {
        return declared(descriptor, ref.kind(), ref.namespace(), "create", namespace)
                ? Optional.empty()
                : Optional.of("creates " + ref + ", which the driver does not declare to create there");
    }

    private static boolean declared(
            DriverDescriptor descriptor, ResourceKind kind, String where, String verb, String namespace) {
        return descriptor.resources().stream()
                .filter(use -> use.kind().equals(kind) && use.verbs().contains(verb))
                .map(use -> use.namespace().orElse(use.scope() == ResourceUse.Scope.CLUSTER ? "" : namespace))
                .anyMatch(where::equals);
    }

    /** Only what restores and reclaims are for may change live things, and only kinds that the driver declares to change. */
    private static Optional<String> changing(
            Stage stage, Operation operation, DriverDescriptor descriptor, String namespace) {
        boolean suspends = stage.action() instanceof StageAction.Suspend;
        if (stage.action().changes().isEmpty() && !suspends) {
            return Optional.empty();
        }
        if (operation != Operation.RESTORE && operation != Operation.RECLAIM) {
            return Optional.of("changes live objects, which only a restore or a reclaim may do");
        }
        ResourceKind kind = stage.action().changes().map(Target::kind).orElseGet(() -> reconciler(stage)
                .ref()
                .kind());
        String where = stage.action().changes().map(Target::namespace).orElseGet(() -> reconciler(stage)
                .ref()
                .namespace());
        String verb = stage.action() instanceof StageAction.Delete ? "delete" : "patch";
        return declared(descriptor, kind, where, verb, namespace)
                ? Optional.empty()
                : Optional.of("needs to " + verb + " " + kind + (where.isEmpty() ? "" : " in namespace " + where)
                        + ", which the driver does not declare");
    }

    private static Reconciler reconciler(Stage stage) {
        return ((StageAction.Suspend) stage.action()).reconciler();
    }

    private static Optional<Problem> suspendedAlready(RunPlan plan) {
        return plan.stages().stream()
                .filter(s -> s.action() instanceof StageAction.Suspend suspend
                        && suspend.neededAfter()
                        && suspend.reconciler().suspended())
                .findFirst()
                .map(s -> Problem.of(
                        Reasons.RECONCILER_SUSPENDED.wire(),
                        reconciler(s).ref()
                                + " was suspended by somebody else, and this restore counts on it to finish;"
                                + " resume it and create a new RestoreJob"));
    }

    private static Optional<String> erasing(Stage stage, RunPlan plan, Operation operation) {
        Optional<String> erased =
                stage.action() instanceof StageAction.Erase erase ? Optional.of(erase.uri()) : Optional.empty();
        if (erased.isPresent() && operation != Operation.RECLAIM) {
            return Optional.of("erases, which only a reclaim may do");
        }
        return erased.or(stage::eraseUnlessSucceeded)
                .filter(uri -> storeOf(plan.stores(), uri)
                        .filter(s -> s.access() == StoreUse.Access.ERASE)
                        .isEmpty())
                .map(uri -> "erases " + uri + ", which no store that is declared with access ERASE holds");
    }

    /** The declared store that holds an artifact. */
    static Optional<StoreUse> storeOf(List<StoreUse> stores, String uri) {
        return S3Uri.parse(uri)
                .flatMap(s3 -> stores.stream().filter(store -> store.holds(s3)).findFirst());
    }

    private static Optional<Problem> size(RunPlan plan, Operation operation) {
        int facts = plan.facts().toString().getBytes(StandardCharsets.UTF_8).length;
        int all = PlanCodec.encode(plan).toString().getBytes(StandardCharsets.UTF_8).length;
        int limit = PlanShape.needsJournal(plan, operation) ? Journal.MAX_RECORD_BYTES : MAX_LIGHT_BYTES;
        if (facts > MAX_FACTS_BYTES) {
            return Optional.of(
                    tooLarge("its facts have " + facts + " bytes; at most " + MAX_FACTS_BYTES + " are kept"));
        }
        int packed = RunCodec.pack(PlanCodec.encode(plan).toString()).length();
        if (all > limit || (limit == MAX_LIGHT_BYTES && packed > MAX_LIGHT_BYTES / 4)) {
            return Optional.of(tooLarge("it has " + all + " bytes, " + packed + " compressed; at most " + limit
                    + " and, in a" + " job's status, " + MAX_LIGHT_BYTES / 4 + " compressed are kept"));
        }
        return Optional.empty();
    }

    private static Problem tooLarge(String why) {
        return Problem.of(Reasons.PLAN_TOO_LARGE.wire(), "the plan is too large to be written down: " + why);
    }
}
