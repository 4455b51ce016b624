package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.spi.BackupDriver;
import dev.holdfast.backup.spi.Failed;
import dev.holdfast.backup.spi.Planning;
import dev.holdfast.backup.spi.Problem;
import dev.holdfast.backup.spi.RefusedException;
import dev.holdfast.backup.spi.RunPlan;
import dev.holdfast.backup.spi.SecretUse;
import dev.holdfast.backup.spi.Waiting;
import java.util.List;
import java.util.Optional;

/** Asks a driver for a plan, and takes no plan that the engine could not execute. Stateless. */
final class Planner {

    private Planner() {}

    /** What the driver answers, with the run's overrides of its bounds. */
    static Planning plan(BackupDriver driver, EngineRequest request, Operation operation, Overrides overrides) {
        try {
            Planning answer = ask(driver, request, operation);
            return answer.match(
                    plan -> accept(driver, request, operation, PlanShape.withoutOwnGenerations(overrides.apply(plan))),
                    w -> w,
                    f -> f);
        } catch (RefusedException e) {
            return e.failed();
        } catch (StopWaitingException e) {
            return e.waiting();
        }
    }

    private static Planning ask(BackupDriver driver, EngineRequest request, Operation operation) {
        return switch (operation) {
            case BACKUP -> driver.planBackup(request);
            case RESTORE -> driver.planRestore(request);
            case RECLAIM -> driver.planReclaim(request);
            case VERIFY -> driver.planVerify(request);
        };
    }

    private static Planning accept(BackupDriver driver, EngineRequest request, Operation operation, RunPlan plan) {
        List<Problem> problems = PlanLint.problems(
                plan,
                operation,
                driver.descriptor(),
                driver.checks().keySet(),
                request.target().namespace());
        if (!problems.isEmpty()) {
            return new Failed(problems);
        }
        return missingSecret(request, plan).<Planning>map(w -> w).orElse(plan);
    }

    private static Optional<Waiting> missingSecret(EngineRequest request, RunPlan plan) {
        for (SecretUse use : plan.secrets()) {
            if (!request.hasKeys(use)) {
                return Optional.of(Waiting.waiting(
                        Reasons.CREDENTIALS_MISSING.wire(),
                        "Secret " + request.target().namespace() + "/" + use.name() + " with keys "
                                + String.join(", ", use.keys()) + " does not exist (yet)"));
            }
        }
        return Optional.empty();
    }

    /** Why this driver cannot bring a written plan to its end: another version of it made the plan. Empty if it can. */
    static Optional<String> incompatible(Run run, BackupDriver driver) {
        if (run.exit().isPresent() || run.result().isPresent()) {
            return Optional.empty();
        }
        return run.plan().stages().stream()
                .dropWhile(s -> !s.name().equals(run.position().stage()))
                .filter(s -> !s.optional())
                .flatMap(s -> s.check().stream())
                .filter(c -> !driver.checks().containsKey(c))
                .findFirst()
                .map(c -> lacking(driver, c));
    }

    /** In words for a run that needs the check. */
    static String lacking(BackupDriver driver, String check) {
        return "the driver for " + driver.descriptor().strategyType() + " has no check '" + check
                + "' any more, which the plan of this run names";
    }
}
