package dev.holdfast.backup.testkit.conformance;

import dev.holdfast.backup.spi.BackupDriver;
import dev.holdfast.backup.spi.BackupRecord;
import dev.holdfast.backup.spi.BackupRequest;
import dev.holdfast.backup.spi.Capability;
import dev.holdfast.backup.spi.Check;
import dev.holdfast.backup.spi.DriverDescriptor;
import dev.holdfast.backup.spi.Inspection;
import dev.holdfast.backup.spi.Observation;
import dev.holdfast.backup.spi.PlanContext;
import dev.holdfast.backup.spi.Planning;
import dev.holdfast.backup.spi.ReclaimRequest;
import dev.holdfast.backup.spi.RestoreRequest;
import dev.holdfast.backup.spi.StageContext;
import dev.holdfast.backup.spi.Strategy;
import dev.holdfast.backup.spi.VerifyRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** A driver whose every call is watched, and its answers judged. As thread-safe as the driver. */
final class WatchedDriver implements BackupDriver {

    private final BackupDriver driver;
    private final Supplier<BackupDriver> fresh;
    private final Calls calls;
    private final Answers answers;

    /** A driver, where another one like it comes from, and what it must not tell. */
    WatchedDriver(BackupDriver driver, Supplier<BackupDriver> fresh, Calls calls, List<String> secrets) {
        this.driver = driver;
        this.fresh = fresh;
        this.calls = calls;
        this.answers = new Answers(driver.descriptor(), calls.findings, secrets);
    }

    @Override
    public DriverDescriptor descriptor() {
        return driver.descriptor();
    }

    @Override
    public Planning planBackup(BackupRequest request) {
        return plan("planBackup", BackupRequest.class, request, BackupDriver::planBackup);
    }

    @Override
    public Planning planRestore(RestoreRequest request) {
        return plan("planRestore", RestoreRequest.class, request, BackupDriver::planRestore);
    }

    @Override
    public Planning planReclaim(ReclaimRequest request) {
        return plan("planReclaim", ReclaimRequest.class, request, BackupDriver::planReclaim);
    }

    @Override
    public Planning planVerify(VerifyRequest request) {
        return plan("planVerify", VerifyRequest.class, request, BackupDriver::planVerify);
    }

    private <R extends PlanContext> Planning plan(
            String what, Class<R> type, R request, BiFunction<BackupDriver, R, Planning> call) {
        Tapped<R> tapped = Tapped.on(type, request, calls);
        Planning answer = calls.timed(
                what,
                () -> answers.guarded(
                        what, tapped, request.application().namespace(), () -> call.apply(driver, tapped.face())));
        answers.planned(what, tapped, answer);
        if (calls.isAskedTwice()) {
            SecondAsking.planning(
                    calls.findings,
                    what,
                    () -> call.apply(driver, request),
                    () -> call.apply(fresh.get(), tapped.later(Duration.ofDays(1))));
        }
        return answer;
    }

    @Override
    public Inspection inspect(BackupRecord backup, PlanContext context) {
        Tapped<PlanContext> tapped = Tapped.on(PlanContext.class, context, calls);
        Inspection answer = calls.timed(
                "inspect",
                () -> answers.guarded(
                        "inspect", tapped, backup.namespace(), () -> driver.inspect(backup, tapped.face())));
        answers.inspected(tapped, answer);
        return answer;
    }

    @Override
    public Map<String, Check> checks() {
        Map<String, Check> watched = new TreeMap<>();
        driver.checks().forEach((name, check) -> watched.put(name, context -> check(name, check, context)));
        return watched;
    }

    private Observation check(String name, Check check, StageContext context) {
        Tapped<StageContext> tapped = Tapped.on(StageContext.class, context, calls);
        String what = "check '" + name + "'";
        Observation answer = calls.timed(
                what,
                () -> answers.guarded(what, tapped, context.target().namespace(), () -> check.check(tapped.face())));
        answers.observed(what, tapped, answer);
        if (calls.isAskedTwice()) {
            SecondAsking.checking(calls.findings, what, () -> check.check(context), () -> Objects.requireNonNull(
                            fresh.get().checks().get(name))
                    .check(context));
        }
        return answer;
    }

    @Override
    public Set<Capability> capabilities(Strategy strategy) {
        return calls.timed("capabilities", () -> driver.capabilities(strategy));
    }
}
