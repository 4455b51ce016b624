package dev.holdfast.backup.it.mutants;

import dev.holdfast.backup.spi.BackupDriver;
import dev.holdfast.backup.spi.BackupRecord;
import dev.holdfast.backup.spi.BackupRequest;
import dev.holdfast.backup.spi.Check;
import dev.holdfast.backup.spi.Done;
import dev.holdfast.backup.spi.DriverDescriptor;
import dev.holdfast.backup.spi.Inspection;
import dev.holdfast.backup.spi.Observation;
import dev.holdfast.backup.spi.PlanContext;
import dev.holdfast.backup.spi.Planning;
import dev.holdfast.backup.spi.ReclaimRequest;
import dev.holdfast.backup.spi.RestoreRequest;
import dev.holdfast.backup.spi.RunPlan;
import dev.holdfast.backup.spi.Stage;
import dev.holdfast.backup.spi.StageContext;
import dev.holdfast.backup.testkit.vault.VaultDriver;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** The Vault driver but for what is replaced. */
final class WrongDriver implements BackupDriver {

    private final VaultDriver right = new VaultDriver();
    private final Map<String, Check> checks = new HashMap<>(right.checks());
    private DriverDescriptor descriptor = right.descriptor();
    private BiFunction<BackupDriver, BackupRequest, Planning> backup = BackupDriver::planBackup;
    private BiFunction<BackupDriver, RestoreRequest, Planning> restore = BackupDriver::planRestore;
    private BiFunction<BackupDriver, ReclaimRequest, Planning> reclaim = BackupDriver::planReclaim;
    private Optional<BiFunction<BackupDriver, BackupRecord, Inspection>> inspection = Optional.empty();

    WrongDriver describes(UnaryOperator<DriverDescriptor> change) {
        descriptor = change.apply(descriptor);
        return this;
    }

    WrongDriver backsUp(BiFunction<BackupDriver, BackupRequest, Planning> planning) {
        backup = planning;
        return this;
    }

    WrongDriver restores(BiFunction<BackupDriver, RestoreRequest, Planning> planning) {
        restore = planning;
        return this;
    }

    WrongDriver reclaims(BiFunction<BackupDriver, ReclaimRequest, Planning> planning) {
        reclaim = planning;
        return this;
    }

    WrongDriver inspects(BiFunction<BackupDriver, BackupRecord, Inspection> look) {
        inspection = Optional.of(look);
        return this;
    }

    /** The check of this name; what it is given is the right one, or one that is done where there is none. */
    WrongDriver checks(String name, BiFunction<Check, StageContext, Observation> look) {
        Check before = checks.getOrDefault(name, context -> Done.done());
        checks.put(name, context -> look.apply(before, context));
        return this;
    }

    /** The answer with another plan, if it is one. */
    static Planning plan(Planning answer, UnaryOperator<RunPlan> change) {
        return answer instanceof RunPlan plan ? change.apply(plan) : answer;
    }

    /** The answer with one stage changed, if it is a plan that has it. */
    static Planning stage(Planning answer, String name, UnaryOperator<Stage> change) {
        return plan(
                answer,
                plan -> plan.withStages(plan.stages().stream()
                        .map(s -> s.name().equals(name) ? change.apply(s) : s)
                        .toList()));
    }

    @Override
    public DriverDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public Map<String, Check> checks() {
        return checks;
    }

    @Override
    public Planning planBackup(BackupRequest request) {
        return backup.apply(right, request);
    }

    @Override
    public Planning planRestore(RestoreRequest request) {
        return restore.apply(right, request);
    }

    @Override
    public Planning planReclaim(ReclaimRequest request) {
        return reclaim.apply(right, request);
    }

    @Override
    public Inspection inspect(BackupRecord record, PlanContext context) {
        return inspection.map(look -> look.apply(right, record)).orElseGet(() -> right.inspect(record, context));
    }
}
