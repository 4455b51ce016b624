package dev.holdfast.backup.driver.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.spi.BackupRecord;
import dev.holdfast.backup.spi.Inspection;
import dev.holdfast.backup.spi.Inspection.Absent;
import dev.holdfast.backup.spi.Inspection.Present;
import dev.holdfast.backup.spi.Inspection.Unknown;
import dev.holdfast.backup.spi.StoreAnswer;
import dev.holdfast.backup.spi.StoreAnswer.Refusal;
import dev.holdfast.backup.spi.StoreUse;
import dev.holdfast.backup.spi.StoredObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobDriverInspectTest {

    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final String SUM = "sha256:" + "ab".repeat(32);

    private final JobDriver driver = new JobDriver();

    private Inspection inspect(BackupRecord backup, Consumer<FakeRequest> store) {
        FakeRequest context =
                FakeRequest.under(Fixtures.strategy()).about(backup).declaring(Fixtures.STORE);
        store.accept(context);
        Inspection found = driver.inspect(backup, context);
        assertThat(context.opened).containsExactly(Fixtures.STORE.access(StoreUse.Access.READ));
        return found;
    }

    private static BackupRecord recorded(long size, String checksum) {
        return Fixtures.backup(
                Optional.of(Fixtures.URI), OptionalLong.of(size), Optional.of(checksum), Optional.empty());
    }

    private static StoreAnswer<StoredObject> object(long size, Optional<String> checksum) {
        return new StoreAnswer.Found<>(new StoredObject("team/app/run.tar", size, "etag", NOON, checksum, Map.of()));
    }

    @Test
    void findsAnArtifactOfTheRecordedSize() {
        assertThat(inspect(recorded(7, SUM), c -> c.head = object(7, Optional.empty())))
                .isEqualTo(Inspection.present(Fixtures.URI + " is in the store with 7 bytes"));
    }

    @Test
    void missesAnArtifactThatTheStoreDoesNotHave() {
        assertThat(inspect(Fixtures.backup(), c -> {})).isInstanceOfSatisfying(Absent.class, absent -> {
            assertThat(absent.reason()).isEqualTo("ArtifactMissing");
            assertThat(absent.message()).contains(Fixtures.URI, "no such key");
        });
    }

    @Test
    void takesAnObjectOfAnotherSizeOrChecksumForAnotherArtifact() {
        assertThat(inspect(recorded(8, SUM), c -> c.head = object(7, Optional.empty())))
                .isInstanceOfSatisfying(Absent.class, absent -> {
                    assertThat(absent.reason()).isEqualTo("ArtifactChanged");
                    assertThat(absent.message()).contains("has 7 bytes", "recorded 8");
                });
        String other = "sha256:" + "cd".repeat(32);
        assertThat(inspect(recorded(7, SUM), c -> c.head = object(7, Optional.of(other))))
                .isInstanceOfSatisfying(
                        Absent.class, absent -> assertThat(absent.message()).contains(other, SUM));
    }

    @ParameterizedTest
    @CsvSource({
        "DENIED,StoreDenied",
        "UNREACHABLE,StoreUnreachable",
        "REJECTED,StoreRejected",
        "UNSUPPORTED,Unsupported",
        "FORBIDDEN_BY_POLICY,StoreForbiddenByPolicy"
    })
    void doesNotTakeAStoreThatDoesNotTellForOneThatHasNothing(Refusal refusal, String reason) {
        assertThat(inspect(Fixtures.backup(), c -> c.head = new StoreAnswer.Refused<>(refusal, "told so")))
                .isEqualTo(new Unknown(reason, "the store does not tell: told so"));
    }

    @Test
    void aFolderIsThereIfAnythingIsInIt() {
        BackupRecord folder = Fixtures.backupAt("s3://backups/team/app/");
        StoredObject part = new StoredObject("team/app/1", 1, "e", NOON, Optional.empty(), Map.of());

        assertThat(inspect(folder, c -> c.listing = new StoreAnswer.Found<>(List.of(part))))
                .isInstanceOf(Present.class);
        assertThat(inspect(folder, c -> c.listing = new StoreAnswer.Found<>(List.of())))
                .isInstanceOf(Absent.class);
    }

    @Test
    void cannotTellWithoutADeclaredStoreThatHoldsIt() {
        FakeRequest undeclared = FakeRequest.under(Fixtures.strategy()).about(Fixtures.backup());
        assertThat(driver.inspect(Fixtures.backup(), undeclared))
                .isInstanceOfSatisfying(Unknown.class, unknown -> assertThat(unknown.message())
                        .contains(Fixtures.URI, "store.backups.cozystack.io/"));

        BackupRecord elsewhere = Fixtures.backupAt("s3://backups/team-b/run.tar");
        FakeRequest declared = undeclared.declaring(Fixtures.STORE);
        assertThat(driver.inspect(elsewhere, declared)).isInstanceOf(Unknown.class);
        assertThat(declared.opened).isEmpty();
    }
}
