package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.api.ConditionTypes;
import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.engine.work.Outcome;
import dev.holdfast.backup.engine.work.WorkKey;
import dev.holdfast.backup.spi.Problem;
import java.util.Optional;

/** The run that deletes a Backup's data before the Backup goes. Used by one thread, for one pass. */
final class ReclaimHome extends JournalHome {

    ReclaimHome(EngineParts parts, Waits waits, Events events, JobStatus status, Journal journal) {
        super(parts, waits, events, status, status.key(WorkKey.Kind.BACKUP), journal);
    }

    @Override
    public Optional<Problem> stopRequested() {
        return Optional.empty();
    }

    /** After a failure the Backup stays, and says why; the next attempt is a run of its own. */
    @Override
    public Outcome end(Run run, Ending ending, Optional<String> debt) {
        if (ending.kind() == Ending.Kind.SUCCEEDED) {
            JobEnds.tell(parts, events, owner(), run, ending, debt);
            release();
            new CleanupFinalizer(status).remove();
            return Outcome.idle();
        }
        String why = ending.exit().map(e -> e.reason() + ": " + e.message()).orElse("")
                + debt.map(d -> "; left: " + d).orElse("");
        retained(status, why);
        JobEnds.tell(parts, events, owner(), run, ending, debt);
        release();
        return Outcome.retry(parts.options().bounds().recheck());
    }

    /** Says that the data is still there, and why. */
    static void retained(JobStatus status, String why) {
        status.write(status.patch()
                .condition(
                        ConditionTypes.CLEANED_UP,
                        "False",
                        Reasons.DATA_RETAINED.wire(),
                        "the Backup stays until its data is deleted, which is tried again: " + why
                                + ". To let it go and keep the data, set spec.deletionPolicy to Retain"));
    }
}
