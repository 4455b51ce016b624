package dev.holdfast.backup.driver.job;

import dev.holdfast.backup.spi.BackupRecord;
import dev.holdfast.backup.spi.Inspection;
import dev.holdfast.backup.spi.S3Uri;
import dev.holdfast.backup.spi.StoreAnswer.Refused;
import dev.holdfast.backup.spi.StoreReads;
import dev.holdfast.backup.spi.StoredObject;
import java.util.List;

/**
 * Looks for an artifact in its store with one request, and compares what the answer tells with what the Backup recorded. An
 * object that was overwritten since is not the artifact: to restore it would bring other data than was asked for. Pure but for the
 * request.
 */
final class ArtifactLook {

    private ArtifactLook() {}

    static Inspection look(BackupRecord backup, S3Uri uri, StoreReads store) {
        return uri.isPrefix()
                ? store.list(uri.key(), 1).match(objects -> folder(uri, objects), refused -> unanswered(uri, refused))
                : store.head(uri.key())
                        .match(object -> compared(backup, uri, object), refused -> unanswered(uri, refused));
    }

    private static Inspection folder(S3Uri uri, List<StoredObject> objects) {
        return objects.isEmpty()
                ? Inspection.absent("nothing is in the store under " + uri)
                : Inspection.present(uri + " is in the store");
    }

    private static Inspection compared(BackupRecord backup, S3Uri uri, StoredObject object) {
        return Difference.of(backup, uri, object)
                .<Inspection>map(words -> new Inspection.Absent("ArtifactChanged", words))
                .orElseGet(() -> Inspection.present(uri + " is in the store with " + object.sizeBytes() + " bytes"));
    }

    private static Inspection unanswered(S3Uri uri, Refused<?> refused) {
        return switch (refused.refusal()) {
            case NOT_FOUND -> Inspection.absent(uri + " is not in the store: " + refused.message());
            case DENIED -> untold("StoreDenied", refused);
            case UNREACHABLE -> untold("StoreUnreachable", refused);
            case REJECTED, MISMATCH -> untold("StoreRejected", refused);
            case UNSUPPORTED -> untold("Unsupported", refused);
            case FORBIDDEN_BY_POLICY -> untold("StoreForbiddenByPolicy", refused);
        };
    }

    private static Inspection untold(String reason, Refused<?> refused) {
        return Inspection.unknown(reason, "the store does not tell: " + refused.message());
    }
}
