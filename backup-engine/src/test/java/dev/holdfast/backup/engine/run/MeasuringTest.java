package dev.holdfast.backup.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.spi.BackupResult;
import dev.holdfast.backup.spi.RunPlan;
import dev.holdfast.backup.spi.SecretUse;
import dev.holdfast.backup.spi.StoreAnswer;
import dev.holdfast.backup.spi.StoreAnswer.Refusal;
import dev.holdfast.backup.spi.StoreReads;
import dev.holdfast.backup.spi.StoreUse;
import dev.holdfast.backup.spi.StoredObject;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MeasuringTest {

    private static final StoreUse STORE = new StoreUse(
            "minio:9000",
            "b",
            "team",
            Optional.empty(),
            true,
            "auto",
            SecretUse.of("keys"),
            Optional.empty(),
            StoreUse.Access.READ,
            StoreUse.ChosenBy.ADMIN);
    private static final RunPlan PLAN = RunPlan.of(Samples.podStage("run")).uses(STORE);
    private static final BackupResult OBJECT = BackupResult.of(Samples.NOON, "s3://b/team/db.tar")
            .reported(OptionalLong.of(1), Optional.of("sha256:told"));
    private static final BackupResult FOLDER =
            BackupResult.of(Samples.NOON, "s3://b/team/db/").reported(OptionalLong.of(1), Optional.of("sha256:told"));

    /** A store with one answer for everything. */
    private record Answering(StoreAnswer<StoredObject> head, StoreAnswer<List<StoredObject>> list)
            implements StoreReads {
        @Override
        public StoreAnswer<StoredObject> head(String key) {
            return head;
        }

        @Override
        public StoreAnswer<List<StoredObject>> list(String prefix, int max) {
            return list;
        }
    }

    private static StoredObject object(long size, Optional<String> checksum) {
        return new StoredObject("team/db.tar", size, "e", Samples.NOON, checksum, Map.of());
    }

    private static Measuring.Looked look(BackupResult result, StoreAnswer<StoredObject> head) {
        return Measuring.look(PLAN, result, s -> new Answering(head, head.map(List::of)));
    }

    private static Measuring.Looked refused(BackupResult result, Refusal refusal) {
        return look(result, new StoreAnswer.Refused<>(refusal, "because"));
    }

    private static Measurement reported(String note) {
        return new Measurement(Measurement.Proof.REPORTED, OptionalLong.of(1), Optional.of("sha256:told"), note);
    }

    @Test
    void whatTheStoreTellsWinsOverWhatTheToolSaid() {
        assertThat(look(OBJECT, new StoreAnswer.Found<>(object(42, Optional.of("sha256:seen"))))
                        .measurement())
                .contains(new Measurement(Measurement.Proof.SEEN, OptionalLong.of(42), Optional.of("sha256:seen"), ""));
    }

    @Test
    void aStoreWithoutChecksumsLeavesTheToolsOne() {
        assertThat(look(OBJECT, new StoreAnswer.Found<>(object(42, Optional.empty())))
                        .measurement()
                        .orElseThrow()
                        .checksum())
                .contains("sha256:told");
    }

    @Test
    void aFoldersSizeIsThatOfItsObjects() {
        StoreAnswer<List<StoredObject>> three =
                new StoreAnswer.Found<>(Collections.nCopies(3, object(10, Optional.empty())));

        Measurement measured = Measuring.look(
                        PLAN, FOLDER, s -> new Answering(new StoreAnswer.Refused<>(Refusal.NOT_FOUND, ""), three))
                .measurement()
                .orElseThrow();

        assertThat(measured.sizeBytes()).isEqualTo(OptionalLong.of(30));
        assertThat(measured.proof()).isEqualTo(Measurement.Proof.SEEN);
    }

    @Test
    void aFolderOfTooManyObjectsKeepsTheReportedSizeAndSaysSo() {
        StoreAnswer<List<StoredObject>> many =
                new StoreAnswer.Found<>(Collections.nCopies(1000, object(10, Optional.empty())));

        Measurement measured = Measuring.look(
                        PLAN, FOLDER, s -> new Answering(new StoreAnswer.Refused<>(Refusal.NOT_FOUND, ""), many))
                .measurement()
                .orElseThrow();

        assertThat(measured.sizeBytes()).isEqualTo(OptionalLong.of(1));
        assertThat(measured.note()).contains("more than 1000 objects");
    }

    @Test
    void anEmptyFolderIsAMissingArtifact() {
        Measuring.Looked looked = Measuring.look(
                PLAN,
                FOLDER,
                s -> new Answering(
                        new StoreAnswer.Refused<>(Refusal.REJECTED, ""), new StoreAnswer.Found<>(List.of())));

        assertThat(reason(looked)).isEqualTo("failed ArtifactMissing");
    }

    private static String reason(Measuring.Looked looked) {
        assertThat(looked.measurement()).isEmpty();
        return looked.otherwise()
                .match(
                        d -> "done",
                        w -> "waiting " + w.reason(),
                        f -> "failed " + f.problems().get(0).reason(),
                        r -> "retry");
    }

    @Test
    void anArtifactThatIsNotThereFailsTheRun() {
        assertThat(reason(refused(OBJECT, Refusal.NOT_FOUND))).isEqualTo("failed ArtifactMissing");
        assertThat(reason(refused(FOLDER, Refusal.NOT_FOUND))).isEqualTo("failed ArtifactMissing");
    }

    @Test
    void aStoreThatDoesNotAnswerOrAdmitIsAskedAgainForAWhile() {
        assertThat(reason(refused(OBJECT, Refusal.UNREACHABLE))).isEqualTo("waiting StoreUnreachable");
        assertThat(reason(refused(OBJECT, Refusal.DENIED))).isEqualTo("waiting StoreDenied");
        Optional<Duration> bound = refused(OBJECT, Refusal.DENIED)
                .otherwise()
                .match(d -> Optional.empty(), w -> w.timeout(), f -> Optional.empty(), r -> Optional.empty());
        assertThat(bound).contains(Duration.ofMinutes(10));
    }

    @ParameterizedTest
    @EnumSource(
            value = Refusal.class,
            names = {"UNSUPPORTED", "FORBIDDEN_BY_POLICY", "MISMATCH", "REJECTED"})
    void whatCannotBeSeenIsRecordedAsReported(Refusal refusal) {
        Measuring.Looked looked = refused(OBJECT, refusal);

        assertThat(looked.measurement()).contains(reported("because"));
    }

    @Test
    void withoutADeclaredStoreNothingIsAsked() {
        BackupResult elsewhere = OBJECT.metadata("a", "b");
        Measuring.Looked looked = Measuring.look(RunPlan.of(Samples.podStage("run")), elsewhere, s -> {
            throw new AssertionError("no store may be opened");
        });

        assertThat(looked.measurement())
                .contains(reported("no declared store holds s3://b/team/db.tar, so it was not looked at"));
    }

    @Test
    void withoutAUriNothingIsAsked() {
        Measuring.Looked looked = Measuring.look(PLAN, BackupResult.unidentified(Samples.NOON), s -> {
            throw new AssertionError("no store may be opened");
        });

        assertThat(looked.measurement().orElseThrow().note()).isEqualTo("the tool did not say where the artifact is");
    }
}
