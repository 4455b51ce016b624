package dev.holdfast.backup.driver.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.spi.BackupRecord;
import dev.holdfast.backup.spi.Done;
import dev.holdfast.backup.spi.Failed;
import dev.holdfast.backup.spi.Observation;
import dev.holdfast.backup.spi.RunPlan;
import dev.holdfast.backup.spi.StoreAnswer;
import dev.holdfast.backup.spi.StoreAnswer.Refusal;
import dev.holdfast.backup.spi.StoreUse;
import dev.holdfast.backup.spi.StoredObject;
import dev.holdfast.backup.spi.Waiting;
import dev.holdfast.backup.spi.Warning;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoredCheckTest {

    private static final String SUM = "sha256:" + "ab".repeat(32);

    private final JobDriver driver = new JobDriver();

    private Observation observe(BackupRecord backup, Consumer<FakeStage> store) {
        return observe(backup, Fixtures.STORE, store);
    }

    private Observation observe(BackupRecord backup, StoreUse declared, Consumer<FakeStage> store) {
        RunPlan plan = Fixtures.plan(driver.planVerify(
                FakeRequest.under(Fixtures.strategy()).about(backup).declaring(declared)));
        FakeStage stage = new FakeStage(plan, backup);
        store.accept(stage);
        Observation first = driver.checks().get("stored").check(stage);
        assertThat(driver.checks().get("stored").check(stage)).isEqualTo(first);
        assertThat(stage.opened).containsOnly(declared.access(StoreUse.Access.READ));
        return first;
    }

    private static BackupRecord recorded(long size, String checksum) {
        return Fixtures.backup(
                Optional.of(Fixtures.URI), OptionalLong.of(size), Optional.of(checksum), Optional.empty());
    }

    private static StoreAnswer<StoredObject> object(long size, Optional<String> checksum) {
        return new StoreAnswer.Found<>(new StoredObject(
                "team/app/run.tar", size, "etag", Instant.parse("2026-05-01T12:00:00Z"), checksum, Map.of()));
    }

    private static String reason(Observation observation) {
        return observation.match(d -> "Done", Waiting::reason, Failed::reason, r -> "Retry");
    }

    @Test
    void isDoneWhenSizeAndChecksumAreTheRecordedOnes() {
        Observation observation =
                observe(recorded(7, SUM.toUpperCase(Locale.ROOT)), s -> s.head = object(7, Optional.of(SUM)));

        assertThat(observation).isEqualTo(Done.done());
    }

    @Test
    void isDoneWhenTheObjectIsThereAndNothingWasRecorded() {
        assertThat(observe(Fixtures.backup(), s -> s.head = object(7, Optional.empty())))
                .isEqualTo(Done.done());
    }

    @Test
    void findsAnotherSizeAndAnotherChecksum() {
        assertThat(reason(observe(recorded(8, SUM), s -> s.head = object(7, Optional.of(SUM)))))
                .isEqualTo("ArtifactChanged");
        String other = "sha256:" + "cd".repeat(32);
        assertThat(reason(observe(recorded(7, SUM), s -> s.head = object(7, Optional.of(other)))))
                .isEqualTo("ArtifactChanged");
    }

    @Test
    void saysThatAChecksumCouldNotBeCompared() {
        for (Optional<String> told : List.of(Optional.<String>empty(), Optional.of("crc32:00"))) {
            Observation observation = observe(recorded(7, SUM), s -> s.head = object(7, told));
            assertThat(observation).isInstanceOfSatisfying(Done.class, done -> assertThat(done.warnings())
                    .extracting(Warning::reason)
                    .containsExactly("ChecksumNotCompared"));
        }
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void eachRefusalOfTheStoreMeansWhatItSays(Refusal refusal) {
        Map<Refusal, String> expected = Map.of(
                Refusal.NOT_FOUND, "ArtifactMissing",
                Refusal.DENIED, "StoreDenied",
                Refusal.UNREACHABLE, "StoreUnreachable",
                Refusal.UNSUPPORTED, "Unsupported",
                Refusal.FORBIDDEN_BY_POLICY, "Unsupported");

        Observation observation =
                observe(Fixtures.backup(), s -> s.head = new StoreAnswer.Refused<>(refusal, "told so"));

        assertThat(reason(observation)).isEqualTo(expected.get(refusal));
        if (observation instanceof Waiting waiting) {
            assertThat(waiting.recheckAfter()).isPresent();
        }
    }

    @Test
    void aFolderIsThereIfAnythingIsInIt() {
        BackupRecord folder = Fixtures.backupAt("s3://backups/team/app/");
        StoredObject part = new StoredObject(
                "team/app/1", 1, "e", Instant.parse("2026-05-01T12:00:00Z"), Optional.empty(), Map.of());

        assertThat(observe(folder, s -> s.listing = new StoreAnswer.Found<>(List.of(part))))
                .isEqualTo(Done.done());
        assertThat(reason(observe(folder, s -> s.listing = new StoreAnswer.Found<>(List.of()))))
                .isEqualTo("ArtifactMissing");
    }

    @Test
    void theStoreOfThePlanSurvivesTheFactsWithoutRegionAndAuthority() {
        StoreUse plain = new StoreUse(
                "s3.example.io:9000",
                "backups",
                "",
                Optional.empty(),
                false,
                "required",
                Fixtures.STORE.credentials(),
                Optional.empty(),
                StoreUse.Access.READ,
                StoreUse.ChosenBy.TENANT);

        assertThat(observe(Fixtures.backup(), plain, s -> s.head = object(1, Optional.empty())))
                .isEqualTo(Done.done());
    }
}
