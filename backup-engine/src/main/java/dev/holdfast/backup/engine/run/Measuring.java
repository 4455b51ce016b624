package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.spi.BackupResult;
import dev.holdfast.backup.spi.Done;
import dev.holdfast.backup.spi.Failed;
import dev.holdfast.backup.spi.Observation;
import dev.holdfast.backup.spi.RunPlan;
import dev.holdfast.backup.spi.S3Uri;
import dev.holdfast.backup.spi.StoreAnswer;
import dev.holdfast.backup.spi.StoreReads;
import dev.holdfast.backup.spi.StoreUse;
import dev.holdfast.backup.spi.StoredObject;
import dev.holdfast.backup.spi.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Looks for an artifact in the store that the plan declares for it. */
final class Measuring {

    private static final int MAX_LISTED = 1000;
    private static final Duration RECHECK = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private Measuring() {}

    /** What came of looking: a measurement, or why the stage is not over. */
    record Looked(Optional<Measurement> measurement, Observation otherwise) {}

    /** Looks for the artifact of {@code result}; reads the store unless no declared one holds it. */
    static Looked look(RunPlan plan, BackupResult result, Function<StoreUse, StoreReads> stores) {
        Optional<String> uri = result.uri();
        if (uri.isEmpty()) {
            return known(reported(result, "the tool did not say where the artifact is"));
        }
        Optional<StoreUse> store = PlanLint.storeOf(plan.stores(), uri.get());
        if (store.isEmpty()) {
            return known(reported(result, "no declared store holds " + uri.get() + ", so it was not looked at"));
        }
        S3Uri s3 = S3Uri.parse(uri.get()).orElseThrow();
        StoreReads reads = stores.apply(store.get());
        return s3.isPrefix()
                ? judge(result, s3, reads.list(s3.key(), MAX_LISTED), objects -> folder(result, objects))
                : judge(result, s3, reads.head(s3.key()), object -> Optional.of(object(result, object)));
    }

    private static <T> Looked judge(
            BackupResult result, S3Uri uri, StoreAnswer<T> answer, Function<T, Optional<Measurement>> measure) {
        return answer.match(
                value -> measure.apply(value).map(Measuring::known).orElseGet(() -> missing(uri)),
                refused -> switch (refused.refusal()) {
                    case NOT_FOUND -> missing(uri);
                    case UNREACHABLE -> later(Reasons.STORE_UNREACHABLE, refused.message());
                    case DENIED -> later(Reasons.STORE_DENIED, refused.message());
                    default -> known(reported(result, refused.message()));
                });
    }

    private static Looked later(Reasons reason, String message) {
        return new Looked(
                Optional.empty(),
                Waiting.running(reason.wire(), "the backup is done, but its artifact cannot be seen: " + message)
                        .recheckAfter(RECHECK)
                        .upTo(PATIENCE));
    }

    private static Looked missing(S3Uri uri) {
        return new Looked(
                Optional.empty(),
                Failed.failed(
                        Reasons.ARTIFACT_MISSING.wire(),
                        "the tool reported success, but " + uri + " is not in the store"));
    }

    private static Looked known(Measurement measurement) {
        return new Looked(Optional.of(measurement), Done.done());
    }

    /** What is recorded when nobody could look. */
    static Measurement reported(BackupResult result, String note) {
        return new Measurement(Measurement.Proof.REPORTED, result.reportedSizeBytes(), result.reportedChecksum(), note);
    }

    private static Measurement object(BackupResult result, StoredObject object) {
        return new Measurement(
                Measurement.Proof.SEEN,
                OptionalLong.of(object.sizeBytes()),
                object.checksum().or(result::reportedChecksum),
                "");
    }

    private static Optional<Measurement> folder(BackupResult result, List<StoredObject> objects) {
        if (objects.isEmpty()) {
            return Optional.empty();
        }
        boolean all = objects.size() < MAX_LISTED;
        long bytes = objects.stream().mapToLong(StoredObject::sizeBytes).sum();
        return Optional.of(new Measurement(
                Measurement.Proof.SEEN,
                all ? OptionalLong.of(bytes) : result.reportedSizeBytes(),
                result.reportedChecksum(),
                all ? "" : "it has more than " + MAX_LISTED + " objects, so its size was not added up"));
    }
}
