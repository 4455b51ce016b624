package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.engine.work.Outcome;
import dev.holdfast.backup.engine.work.WorkKey;
import dev.holdfast.backup.spi.Problem;
import java.util.Optional;

/** A run whose owner is gone: there is nobody to tell, and only the journal to end. Used by one thread, for one pass. */
final class OrphanHome extends JournalHome {

    OrphanHome(EngineParts parts, Waits waits, Events events, JobStatus status, Journal journal, WorkKey key) {
        super(parts, waits, events, status, key, journal);
    }

    @Override
    public Optional<Problem> stopRequested() {
        return Optional.empty();
    }

    @Override
    public void tell(Run run, String reason, String message, boolean started) {
        parts.listener().waiting(RunInfos.of(run, owner()), reason, message);
    }

    @Override
    public void publish(Run run, String conditionType, String reason, String message) {
        parts.listener().waiting(RunInfos.of(run, owner()), reason, message);
    }

    @Override
    public Outcome end(Run run, Ending ending, Optional<String> debt) {
        if (debt.isPresent()) {
            parts.listener().debt(RunInfos.of(run, owner()), debt.get());
            return Outcome.retry(parts.options().bounds().recheck());
        }
        if (ending.kind() == Ending.Kind.INTERRUPTED && run.operation() == Operation.RESTORE) {
            interrupt(run);
            return Outcome.idle();
        }
        return giveBack();
    }
}
