package dev.holdfast.backup.driver.job;

import static dev.holdfast.backup.spi.Done.done;
import static dev.holdfast.backup.spi.Failed.failed;
import static dev.holdfast.backup.spi.Waiting.running;

import dev.holdfast.backup.spi.BackupRecord;
import dev.holdfast.backup.spi.Check;
import dev.holdfast.backup.spi.Observation;
import dev.holdfast.backup.spi.S3Uri;
import dev.holdfast.backup.spi.StageContext;
import dev.holdfast.backup.spi.StoreAnswer;
import dev.holdfast.backup.spi.StoreAnswer.Refusal;
import dev.holdfast.backup.spi.StoreReads;
import dev.holdfast.backup.spi.StoredObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Compares what lies in the store with what the Backup recorded: presence, size and, where the store tells it, checksum; for
 * an artifact that is a folder, presence only.
 */
final class StoredCheck implements Check {

    /** The check's name. */
    static final String NAME = "stored";

    private static final Duration RECHECK = Duration.ofSeconds(30);
    private static final Duration DENIED_GRACE = Duration.ofMinutes(5);

    @Override
    public Observation check(StageContext context) {
        BackupRecord backup = context.backup().orElseThrow();
        S3Uri uri = backup.uri().flatMap(S3Uri::parse).orElseThrow();
        StoreReads store = context.store(context.stores().get(0));
        return uri.isPrefix()
                ? answer(store.list(uri.key(), 1), uri, objects -> compareFolder(uri, objects))
                : answer(store.head(uri.key()), uri, object -> compare(backup, uri, object));
    }

    private static <T> Observation answer(StoreAnswer<T> answer, S3Uri uri, Function<T, Observation> found) {
        return answer.match(found, refused -> refused(refused.refusal(), refused.message(), uri));
    }

    private static Observation refused(Refusal refusal, String message, S3Uri uri) {
        return switch (refusal) {
            case NOT_FOUND -> missing(uri, message);
            case UNREACHABLE -> running("StoreUnreachable", message).recheckAfter(RECHECK);
            case DENIED -> running("StoreDenied", message).recheckAfter(RECHECK).upTo(DENIED_GRACE);
            case MISMATCH -> failed("ArtifactChanged", message);
            case REJECTED -> failed("StoreRejected", message);
            case UNSUPPORTED, FORBIDDEN_BY_POLICY -> failed("Unsupported", message);
        };
    }

    private static Observation compareFolder(S3Uri uri, List<StoredObject> objects) {
        return objects.isEmpty() ? missing(uri, "its folder is empty") : done();
    }

    private static Observation compare(BackupRecord backup, S3Uri uri, StoredObject object) {
        Optional<String> difference = Difference.of(backup, uri, object);
        if (difference.isPresent()) {
            return failed("ArtifactChanged", difference.get());
        }
        return backup.checksum().isEmpty() || Difference.comparesChecksums(backup, object)
                ? done()
                : done().warn(
                                "ChecksumNotCompared",
                                "the store tells no checksum of " + uri
                                        + " to compare with the recorded one; the object"
                                        + " is there"
                                        + (backup.sizeBytes().isPresent() ? " in its recorded size" : ""));
    }

    private static Observation missing(S3Uri uri, String why) {
        return failed("ArtifactMissing", uri + " is not in the store: " + why);
    }
}
