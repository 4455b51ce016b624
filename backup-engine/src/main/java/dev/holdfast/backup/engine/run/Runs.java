package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.engine.work.WorkKey;
import dev.holdfast.backup.spi.ApplicationRef;
import dev.holdfast.backup.spi.BackupDriver;
import dev.holdfast.backup.spi.BackupRecord;
import dev.holdfast.backup.spi.LockKey;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.Planning;
import dev.holdfast.backup.spi.ResourceKind;
import dev.holdfast.backup.spi.RunPlan;
import dev.holdfast.backup.spi.Strategy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the kinds of runs have in common: making records, opening passes, locks of a plan. Stateless but for its parts. */
final class Runs {

    private final EngineParts parts;
    private final Waits waits;
    private final Events events;

    Runs(EngineParts parts, Waits waits, Events events) {
        this.parts = parts;
        this.waits = waits;
        this.events = events;
    }

    /** The locks of a plan: what the driver said, else the application it acts on. */
    static List<LockKey> locks(RunPlan plan, ApplicationRef target) {
        return plan.locks().isEmpty() ? List.of(LockKey.of(target)) : plan.locks();
    }

    /** A record at its beginning. */
    static Run record(Inputs inputs, BackupDriver driver, RunPlan plan, JobView owner, Instant now, String journal) {
        Pin.StrategyPin strategy = inputs.applicable()
                .map(s -> new Pin.StrategyPin(s.name(), s.uid(), s.generation(), s.digest()))
                .orElse(new Pin.StrategyPin("", "", 0, ""));
        Pin pin = new Pin(
                inputs.backupClass(),
                strategy,
                inputs.application(),
                inputs.target(),
                inputs.backup().map(b -> new Pin.BackupPin(b.name(), b.uid())),
                inputs.parameters(),
                inputsDigest(owner));
        return new Run(
                inputs.operation(),
                inputs.runUid(),
                driver.descriptor().strategyType(),
                pin,
                plan,
                digest(plan),
                false,
                journal,
                Position.entering(plan.stages().get(0).name(), now),
                List.of(),
                plan.facts(),
                Optional.empty(),
                false,
                Optional.empty(),
                List.of(),
                List.of());
    }

    /** The hash of a plan: manifests, bounds and facts included. */
    static String digest(RunPlan plan) {
        return Digests.of(PlanCodec.encode(plan));
    }

    /** Digest over what a run is started with; a change while it runs is a {@code SpecChanged}. */
    static String inputsDigest(JobView job) {
        ObjectNode inputs = JsonNodeFactory.instance.objectNode();
        for (String field : List.of(
                "applicationRef", "backupClassName", "planRef", "backupRef", "targetApplicationRef", "options")) {
            JsonNode value = job.spec().path(field);
            if (!value.isMissingNode() && !value.isNull()) {
                inputs.set(field, value);
            }
        }
        return Digests.of(inputs);
    }

    /** Guarded reads for a driver in one pass, in the owner's namespace. */
    TrackedReads reads(WorkKey key, BackupDriver driver, JobView owner, StoreSession stores) {
        return reads(key, driver, owner, owner.ref().namespace(), stores);
    }

    /** Guarded reads for a driver in one pass, in the namespace where the run acts. */
    TrackedReads reads(WorkKey key, BackupDriver driver, JobView owner, String namespace, StoreSession stores) {
        return new TrackedReads(new TrackedReads.Session(
                key,
                parts.cluster(),
                parts.feeds(),
                driver.descriptor(),
                namespace,
                owner.ref().namespace(),
                Children.baseName(owner, namespace),
                parts.secrets(),
                stores::reads,
                parts.clock()));
    }

    /** What the driver answers when it is asked for a plan, with the run's overrides of its bounds. */
    Planning plan(WorkKey key, BackupDriver driver, EngineRequest request, Operation operation, Overrides overrides) {
        return new DriverCalls(waits, key, driver.descriptor().strategyType())
                .<Planning>answer(() -> Planner.plan(driver, request, operation, overrides), w -> w, f -> f);
    }

    StoreSession stores(JobView owner) {
        return stores(owner.ref().namespace());
    }

    /** With credentials from this namespace. */
    StoreSession stores(String namespace) {
        return new StoreSession(parts.stores(), parts.secrets(), namespace);
    }

    /** A pass over a run that is under way. */
    Pass pass(
            RunHome home, BackupDriver driver, Optional<BackupRecord> backup, TrackedReads reads, StoreSession stores) {
        return new Pass(parts, waits, events, home, driver, backup, reads, stores);
    }

    /** The live strategy of a record, for its snapshot. */
    Optional<Strategy> strategy(Run run) {
        return parts.feeds()
                .read(new ObjectRef(
                        new ResourceKind(
                                run.driver().group() + "/v1alpha1", run.driver().kind()),
                        "",
                        run.pin().strategy().name()))
                .object()
                .map(o -> Strategies.of(run.driver(), JobView.of(o)))
                .filter(s -> s.digest().equals(run.pin().strategy().digest()));
    }
}
