package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.engine.storage.ObjectStore;
import dev.holdfast.backup.spi.Done;
import dev.holdfast.backup.spi.Failed;
import dev.holdfast.backup.spi.Observation;
import dev.holdfast.backup.spi.RunPlan;
import dev.holdfast.backup.spi.S3Uri;
import dev.holdfast.backup.spi.StageAction;
import dev.holdfast.backup.spi.StoreAnswer;
import dev.holdfast.backup.spi.StoreAnswer.Refused;
import dev.holdfast.backup.spi.StoreUse;
import dev.holdfast.backup.spi.StoredObject;
import dev.holdfast.backup.spi.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Deletes what is stored under a URI, a bounded part per pass, and sees that it is gone. */
final class Erasing {

    private static final int PER_PASS = 1000;
    private static final Duration RECHECK = Duration.ofSeconds(15);

    private final Pass pass;

    Erasing(Pass pass) {
        this.pass = pass;
    }

    /** An {@code erase} stage: nothing is deleted that another Backup names. */
    Observation erase(Run run, StageAction.Erase erase) {
        Optional<String> other = namedElsewhere(pass.parts(), pass.home().owner(), erase.uri());
        if (other.isPresent()) {
            return Failed.failed(
                    Reasons.ARTIFACT_IN_USE.wire(),
                    erase.uri() + " is named by " + other.get() + " as well, so its data is kept");
        }
        return delete(run.plan(), erase.uri(), erase.ifMetadata());
    }

    /** Another Backup of the namespace that names the artifact and is not being deleted; reads live. */
    static Optional<String> namedElsewhere(EngineParts parts, JobView backup, String uri) {
        return parts.cluster().list(Kinds.BACKUP, backup.ref().namespace(), "").orElse(List.of()).stream()
                .map(JobView::of)
                .filter(b -> !b.uid().equals(backup.uid()) && !b.deleting())
                .filter(b -> uri.equals(b.status().at("/artifact/uri").asText()))
                .map(b -> b.ref().toString())
                .findFirst();
    }

    /** Deletes; Done when it is seen to be gone. */
    Observation delete(RunPlan plan, String uri, Map<String, String> ifMetadata) {
        Optional<S3Uri> s3 = S3Uri.parse(uri);
        Optional<StoreUse> use = PlanLint.storeOf(plan.stores(), uri);
        if (s3.isEmpty() || use.isEmpty()) {
            return Failed.failed(Reasons.ARTIFACT_NOT_DELETED.wire(), "no declared store holds " + uri);
        }
        StoreAnswer<ObjectStore> store = pass.stores().open(use.get());
        return s3.get().isPrefix() ? folder(store, s3.get()) : object(store, s3.get(), ifMetadata);
    }

    private static Observation object(StoreAnswer<ObjectStore> store, S3Uri uri, Map<String, String> ifMetadata) {
        return store.then(s -> s.head(uri.key()))
                .match(object -> object(store, uri, ifMetadata, object), Erasing::refused);
    }

    private static Observation object(
            StoreAnswer<ObjectStore> store, S3Uri uri, Map<String, String> ifMetadata, StoredObject object) {
        boolean expected = ifMetadata.entrySet().stream()
                .allMatch(e -> e.getValue().equals(object.metadata().get(e.getKey())));
        if (!expected) {
            return Failed.failed(
                    Reasons.ARTIFACT_CHANGED.wire(),
                    uri + " is not the object that was recorded, so it was not deleted");
        }
        return store.then(s -> s.delete(uri.key(), Optional.of(object.etag())))
                .match(deleted -> Done.done(), Erasing::refused);
    }

    private static Observation folder(StoreAnswer<ObjectStore> store, S3Uri uri) {
        return store.then(s -> s.deletePrefix(uri.key(), PER_PASS))
                .match(
                        deleted -> deleted.more()
                                ? Waiting.running(Reasons.CLEANING.wire(), "deleting what is below " + uri)
                                        .recheckAfter(Duration.ZERO)
                                : Done.done(),
                        Erasing::refused);
    }

    private static Observation refused(Refused<?> refused) {
        String message = refused.message();
        return switch (refused.refusal()) {
            case NOT_FOUND -> Done.done();
            case UNREACHABLE ->
                Waiting.running(Reasons.STORE_UNREACHABLE.wire(), message).recheckAfter(RECHECK);
            case DENIED -> Waiting.running(Reasons.STORE_DENIED.wire(), message).recheckAfter(RECHECK);
            default -> Failed.failed(Reasons.ARTIFACT_NOT_DELETED.wire(), message);
        };
    }
}
