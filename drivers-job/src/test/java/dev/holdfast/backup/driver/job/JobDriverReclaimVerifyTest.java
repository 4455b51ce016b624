package dev.holdfast.backup.driver.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.spi.RunPlan;
import dev.holdfast.backup.spi.Stage;
import dev.holdfast.backup.spi.StageAction;
import dev.holdfast.backup.spi.StoreUse;
import dev.holdfast.backup.spi.Strategy;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class JobDriverReclaimVerifyTest {

    private final JobDriver driver = new JobDriver();

    @Test
    void cleansUpWithThePodWhereTheStrategyDeclaresIt() {
        FakeRequest request = FakeRequest.under(Fixtures.strategy("modes", "backup,restore,cleanup"))
                .about(Fixtures.backup())
                .declaring(Fixtures.STORE);

        RunPlan plan = Fixtures.plan(driver.planReclaim(request));

        Stage stage = Fixtures.only(plan);
        assertThat(stage.name()).isEqualTo("cleanup");
        assertThat(stage.effect().kind()).isEqualTo(Stage.Effect.Kind.OVERWRITES);
        assertThat(stage.effect().what()).isEqualTo("the artifact of Backup tenant-a/nightly");
        assertThat(stage.within()).isEqualTo(Duration.ofMinutes(5));
        assertThat(Fixtures.podOf(plan).settings().backoffLimit()).isEqualTo(1);
    }

    @Test
    void cleanUpDefaultsYieldToTheKnobs() {
        Strategy strategy =
                Fixtures.strategy("modes", "cleanup", "backoff-limit", "4", "active-deadline-seconds", "60");

        RunPlan plan =
                Fixtures.plan(driver.planReclaim(FakeRequest.under(strategy).about(Fixtures.backup())));

        assertThat(Fixtures.only(plan).within()).isEqualTo(Duration.ofMinutes(1));
        assertThat(Fixtures.podOf(plan).settings().backoffLimit()).isEqualTo(4);
    }

    @Test
    void undeclaredCleanUpErasesFromTheDeclaredStoreAndRunsNoPod() {
        FakeRequest request =
                FakeRequest.under(Fixtures.strategy()).about(Fixtures.backup()).declaring(Fixtures.STORE);

        RunPlan plan = Fixtures.plan(driver.planReclaim(request));

        assertThat(Fixtures.only(plan).action())
                .isEqualTo(Stage.erase(Fixtures.URI).action());
        assertThat(plan.stores()).containsExactly(Fixtures.STORE.access(StoreUse.Access.ERASE));
    }

    @Test
    void erasesFromTheDeclaredStoreAlthoughTheStrategyIsGone() {
        FakeRequest request = FakeRequest.withoutStrategy(Fixtures.backup()).declaring(Fixtures.STORE);

        assertThat(Fixtures.only(Fixtures.plan(driver.planReclaim(request))).action())
                .isInstanceOf(StageAction.Erase.class);
    }

    @Test
    void keepsDataThatNobodySaidHowToDelete() {
        FakeRequest undeclared = FakeRequest.under(Fixtures.strategy()).about(Fixtures.backup());
        var failure = Fixtures.failure(driver.planReclaim(undeclared));
        assertThat(failure.reason()).isEqualTo("ReclaimNotDeclared");
        assertThat(failure.message())
                .contains("Backup tenant-a/nightly", Fixtures.URI, "job.backups.cozystack.io/modes")
                .contains("store.backups.cozystack.io/");

        FakeRequest elsewhere = FakeRequest.under(Fixtures.strategy())
                .about(Fixtures.backupAt("s3://backups/team-b/run.tar"))
                .declaring(Fixtures.STORE);
        assertThat(Fixtures.failure(driver.planReclaim(elsewhere)).reason()).isEqualTo("ReclaimNotDeclared");

        FakeRequest unidentified = FakeRequest.under(Fixtures.strategy())
                .about(Fixtures.backup(Optional.empty(), OptionalLong.empty(), Optional.empty(), Optional.empty()))
                .declaring(Fixtures.STORE);
        assertThat(Fixtures.failure(driver.planReclaim(unidentified)).message()).contains("not recorded");
    }

    @Test
    void doesNotRunAPinnedScriptInAModeThatOnlyTheLiveOneDeclares() {
        Strategy then = Fixtures.strategyOf(Fixtures.SPEC.replace("tool:1", "tool:0"));
        Strategy now = Fixtures.strategy("pin-strategy", "true", "modes", "backup,restore,cleanup,verify");
        FakeRequest request = FakeRequest.under(now).about(Fixtures.backupOf(then));

        assertThat(Fixtures.failure(driver.planReclaim(request)).reason()).isEqualTo("ReclaimNotDeclared");
        assertThat(Fixtures.failure(driver.planVerify(request)).reason()).isEqualTo("Unsupported");
    }

    @Test
    void verifiesHarmlesslyWithThePodWhereTheStrategyDeclaresIt() {
        FakeRequest request =
                FakeRequest.under(Fixtures.strategy("modes", "verify")).about(Fixtures.backup());

        RunPlan plan = Fixtures.plan(driver.planVerify(request));

        assertThat(Fixtures.only(plan).name()).isEqualTo("verify");
        assertThat(Fixtures.only(plan).effect().kind()).isEqualTo(Stage.Effect.Kind.HARMLESS);
    }

    @Test
    void undeclaredVerificationLooksIntoTheDeclaredStoreAndRunsNoPod() {
        FakeRequest request =
                FakeRequest.under(Fixtures.strategy()).about(Fixtures.backup()).declaring(Fixtures.STORE);

        RunPlan plan = Fixtures.plan(driver.planVerify(request));

        assertThat(Fixtures.only(plan).action()).isInstanceOf(StageAction.Await.class);
        assertThat(driver.checks()).containsKey(Fixtures.only(plan).check().orElseThrow());
        assertThat(plan.stores()).containsExactly(Fixtures.STORE);
    }

    @Test
    void verificationWithoutModeAndStoreIsUnsupported() {
        var failure = Fixtures.failure(
                driver.planVerify(FakeRequest.under(Fixtures.strategy()).about(Fixtures.backup())));

        assertThat(failure.reason()).isEqualTo("Unsupported");
        assertThat(failure.message()).contains("'verify'", "store.backups.cozystack.io/");
    }
}
