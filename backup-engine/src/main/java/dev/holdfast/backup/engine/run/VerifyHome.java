package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.api.ConditionTypes;
import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.engine.work.Outcome;
import dev.holdfast.backup.engine.work.WorkKey;
import dev.holdfast.backup.spi.BackupResult;
import dev.holdfast.backup.spi.Problem;
import java.util.Optional;

/** The run that verifies a Backup; its record stands in the Backup's status. Used by one thread, for one pass. */
final class VerifyHome implements RunHome {

    private final EngineParts parts;
    private final Waits waits;
    private final Events events;
    private final JobStatus status;
    private Run run;

    VerifyHome(EngineParts parts, Waits waits, Events events, JobStatus status, Run run) {
        this.parts = parts;
        this.waits = waits;
        this.events = events;
        this.status = status;
        this.run = run;
    }

    @Override
    public WorkKey key() {
        return status.key(WorkKey.Kind.BACKUP);
    }

    @Override
    public JobView owner() {
        return status.view();
    }

    @Override
    public Run run() {
        return run;
    }

    @Override
    public void save(Run changed) {
        status.write(status.record(status.patch(), RunCodec.encode(changed)));
        run = changed;
    }

    @Override
    public boolean tells(String reason) {
        return status.view()
                .condition(ConditionTypes.VERIFIED)
                .path("reason")
                .asText()
                .equals(reason);
    }

    @Override
    public void tell(Run at, String reason, String message, boolean started) {
        if (!tells(reason)) {
            status.write(status.patch().condition(ConditionTypes.VERIFIED, "Unknown", reason, message));
            parts.listener().waiting(RunInfos.of(at, owner()), reason, message);
        }
    }

    @Override
    public void publish(Run at, String conditionType, String reason, String message) {
        status.write(status.patch().condition(conditionType, "True", reason, message));
    }

    @Override
    public Optional<Exit> record(Run at, BackupResult result, Measurement measured) {
        throw new IllegalStateException("a verification records no Backup");
    }

    @Override
    public Optional<Problem> stopRequested() {
        return RunHome.cancelledIf(owner().deleting());
    }

    @Override
    public Outcome end(Run at, Ending ending, Optional<String> debt) {
        StatusPatch patch = status.patch().withoutCondition(ConditionTypes.RUN);
        if (ending.kind() == Ending.Kind.SUCCEEDED) {
            patch.condition(
                    ConditionTypes.VERIFIED,
                    "True",
                    Reasons.VERIFIED.wire(),
                    "the data was looked at on " + patch.now());
        } else {
            Exit exit = ending.exit().orElseThrow();
            patch.condition(
                    ConditionTypes.VERIFIED,
                    "False",
                    Reasons.VERIFICATION_FAILED.wire(),
                    exit.reason() + ": " + exit.message());
        }
        JobEnds.debt(patch, debt);
        status.write(patch);
        JobEnds.tell(parts, events, owner(), at, ending, debt);
        waits.forget(key());
        return Outcome.idle();
    }
}
