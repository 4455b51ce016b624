package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.api.Annotations;
import dev.holdfast.backup.api.BackupPhase;
import dev.holdfast.backup.api.ConditionTypes;
import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.api.Timestamps;
import dev.holdfast.backup.engine.work.Outcome;
import dev.holdfast.backup.engine.work.WorkKey;
import dev.holdfast.backup.spi.BackupDriver;
import dev.holdfast.backup.spi.BackupRecord;
import dev.holdfast.backup.spi.Inspection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Looks at the data of Backups from time to time, and when that was asked for. Thread-safe. */
final class ArtifactLooks {

    private static final double SPREAD = 0.2;

    private final EngineParts parts;
    private final Runs runs;
    private final BackupInputs inputs;
    private final Inspecting inspecting;
    private final LookPace pace;

    ArtifactLooks(EngineParts parts, Runs runs, BackupInputs inputs, Events events) {
        this.parts = parts;
        this.runs = runs;
        this.inputs = inputs;
        this.inspecting = new Inspecting(events);
        this.pace = new LookPace(parts.options().looks().apart());
    }

    /** Looks if it is time, else says when it will be. Not for a Backup that something else is being done with. */
    Outcome look(JobStatus status) {
        WorkKey key = status.key(WorkKey.Kind.BACKUP);
        Optional<Duration> rest = rest(status.view(), status.now());
        if (rest.filter(Duration::isZero).isEmpty()) {
            pace.forget(key);
            return rest.map(Outcome::after).orElseGet(Outcome::idle);
        }
        Optional<Duration> turn = pace.turn(key, status.now());
        if (turn.isPresent()) {
            return Outcome.after(turn.get());
        }
        try {
            inspecting.record(status, inspect(key, status.view()));
        } finally {
            pace.done();
            // What was read for it is not waited for.
            parts.feeds().forget(key);
        }
        return rest(status.view(), status.now()).map(Outcome::after).orElseGet(Outcome::idle);
    }

    /** How long until the next look, zero if it is due; empty if there is none to come. */
    private Optional<Duration> rest(JobView backup, Instant now) {
        if (!backup.phase().equals(BackupPhase.READY.wire())) {
            return Optional.empty();
        }
        if (isAskedFor(backup)) {
            return Optional.of(Duration.ZERO);
        }
        Duration every = parts.options().looks().every();
        if (every.isZero()) {
            return Optional.empty();
        }
        // A time to come was written by a clock that was wrong.
        Instant last = Timestamps.parse(backup.annotations().get(Annotations.INSPECTED_AT))
                .filter(t -> !t.isAfter(now))
                .orElse(backup.createdAt());
        Instant next = LookTimes.next(last, backup.uid(), every, SPREAD);
        return Optional.of(next.isAfter(now) ? Duration.between(now, next) : Duration.ZERO);
    }

    private static boolean isAskedFor(JobView backup) {
        return backup.condition(ConditionTypes.ARTIFACT_PRESENT)
                .path("reason")
                .asText()
                .equals(Reasons.REQUESTED.wire());
    }

    private Inspection inspect(WorkKey key, JobView backup) {
        Optional<BackupDriver> driver = inputs.driver(backup);
        if (driver.isEmpty()) {
            return Inspection.unknown(Reasons.NO_DRIVER.wire(), "no driver for its strategy kind is installed");
        }
        Inputs asked = inputs.of(backup, driver.get(), Operation.VERIFY, backup.uid() + "-i");
        BackupRecord record = BackupRecords.of(backup);
        try (StoreSession stores = runs.stores(backup)) {
            TrackedReads reads = runs.reads(key, driver.get(), backup, stores);
            return Inspecting.ask(driver.get(), record, new EngineRequest(reads, asked, parts, List.of()));
        }
    }

    /** The Backup is going or gone. */
    void forget(WorkKey key) {
        pace.forget(key);
    }
}
