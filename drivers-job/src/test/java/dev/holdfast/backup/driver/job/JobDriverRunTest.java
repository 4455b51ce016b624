package dev.holdfast.backup.driver.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.backup.spi.RefusedException;
import dev.holdfast.backup.spi.RunPlan;
import dev.holdfast.backup.spi.SecretUse;
import dev.holdfast.backup.spi.Stage;
import dev.holdfast.backup.spi.StoreUse;
import dev.holdfast.backup.spi.Strategy;
import dev.holdfast.backup.spi.Warning;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobDriverRunTest {

    private final JobDriver driver = new JobDriver();

    @Test
    void backsUpByRunningThePodOnceWithTheReferenceDefaults() {
        RunPlan plan = Fixtures.plan(driver.planBackup(FakeRequest.under(Fixtures.strategy())));

        Stage stage = Fixtures.only(plan);
        assertThat(stage.name()).isEqualTo("backup");
        assertThat(stage.startWithin()).isEqualTo(Duration.ofMinutes(10));
        assertThat(stage.within()).isEqualTo(Duration.ofDays(1));
        assertThat(stage.check()).isEmpty();
        assertThat(stage.eraseUnlessSucceeded()).isEmpty();
        assertThat(Fixtures.podOf(plan).settings().backoffLimit()).isEqualTo(2);
        assertThat(Fixtures.podOf(plan).settings().replaceOnlyFailed()).isTrue();
        assertThat(Fixtures.podOf(plan).settings().resultRequired()).isFalse();
        assertThat(plan.stores()).isEmpty();
        assertThat(plan.locks()).isEmpty();
        assertThat(plan.warnings()).isEmpty();
    }

    @Test
    void knobsReachTheStageAndTheJob() {
        Strategy strategy = Fixtures.strategy(
                "backoff-limit", "0",
                "active-deadline-seconds", "7200",
                "startup-deadline-seconds", "90",
                "pod-replacement-policy", "TerminatingOrFailed",
                "result", "required",
                "result-container", "run");

        RunPlan plan = Fixtures.plan(driver.planBackup(FakeRequest.under(strategy)));

        assertThat(Fixtures.only(plan).startWithin()).isEqualTo(Duration.ofSeconds(90));
        assertThat(Fixtures.only(plan).within()).isEqualTo(Duration.ofHours(2));
        var settings = Fixtures.podOf(plan).settings();
        assertThat(settings.backoffLimit()).isZero();
        assertThat(settings.replaceOnlyFailed()).isFalse();
        assertThat(settings.resultRequired()).isTrue();
        assertThat(settings.resultContainer()).contains("run");
    }

    @Test
    void classParametersOverrideStrategyAnnotations() {
        FakeRequest request = FakeRequest.under(Fixtures.strategy("backoff-limit", "5"))
                .parameter("job.backups.cozystack.io/backoff-limit", "0")
                .parameter("stream", "ORDERS");

        RunPlan plan = Fixtures.plan(driver.planBackup(request));

        assertThat(Fixtures.podOf(plan).settings().backoffLimit()).isZero();
    }

    @Test
    void erasesThePlannedArtifactOfAFailedBackupOnlyInsideTheDeclaredStore() {
        FakeRequest inside =
                FakeRequest.under(Fixtures.strategy()).plannedAt(Fixtures.URI).declaring(Fixtures.STORE);
        RunPlan plan = Fixtures.plan(driver.planBackup(inside));
        assertThat(Fixtures.only(plan).eraseUnlessSucceeded()).contains(Fixtures.URI);
        assertThat(Fixtures.podOf(plan).settings().plannedUri()).contains(Fixtures.URI);
        assertThat(plan.stores()).containsExactly(Fixtures.STORE.access(StoreUse.Access.WRITE));

        FakeRequest undeclared = FakeRequest.under(Fixtures.strategy()).plannedAt(Fixtures.URI);
        RunPlan other = Fixtures.plan(driver.planBackup(undeclared));
        assertThat(Fixtures.only(other).eraseUnlessSucceeded()).isEmpty();
        assertThat(Fixtures.podOf(other).settings().plannedUri()).contains(Fixtures.URI);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://backups/team-b/run.tar", "s3://other/team/run.tar", "https://backups/team/run.tar"})
    void doesNotEraseWhatTheDeclaredStoreDoesNotHold(String uri) {
        FakeRequest request =
                FakeRequest.under(Fixtures.strategy()).plannedAt(uri).declaring(Fixtures.STORE);

        RunPlan plan = Fixtures.plan(driver.planBackup(request));

        assertThat(Fixtures.only(plan).eraseUnlessSucceeded()).isEmpty();
    }

    @Test
    void restoresTheNamedBackupAndSaysThatItOverwrites() {
        FakeRequest request = FakeRequest.under(Fixtures.strategy()).about(Fixtures.backup());

        RunPlan plan = Fixtures.plan(driver.planRestore(request));

        assertThat(Fixtures.only(plan).name()).isEqualTo("restore");
        assertThat(Fixtures.only(plan).effect())
                .isEqualTo(new Stage.Effect(
                        Stage.Effect.Kind.OVERWRITES, "whatever the pod can reach, with what is in " + Fixtures.URI));
    }

    @Test
    void restoresABackupWithoutArtifactAndNeverAsksItForAResult() {
        var unidentified = Fixtures.backup(Optional.empty(), OptionalLong.empty(), Optional.empty(), Optional.empty());
        FakeRequest request =
                FakeRequest.under(Fixtures.strategy("result", "required")).about(unidentified);

        RunPlan plan = Fixtures.plan(driver.planRestore(request));

        assertThat(Fixtures.only(plan).effect().what()).isEqualTo("whatever the pod can reach");
        assertThat(Fixtures.podOf(plan).settings().resultRequired()).isFalse();
    }

    @Test
    void neverRunsAModeThatIsNotDeclared() {
        Strategy onlyRestore = Fixtures.strategy("modes", "restore");
        assertThat(Fixtures.failure(driver.planBackup(FakeRequest.under(onlyRestore)))
                        .reason())
                .isEqualTo("Unsupported");

        Strategy onlyBackup = Fixtures.strategy("modes", "backup");
        var refused = Fixtures.failure(
                driver.planRestore(FakeRequest.under(onlyBackup).about(Fixtures.backup())));
        assertThat(refused.reason()).isEqualTo("Unsupported");
        assertThat(refused.message()).contains("'restore'").contains("job.backups.cozystack.io/modes");
    }

    @Test
    void warnsWhenTheStrategyHasChangedSinceTheBackup() {
        Strategy then = Fixtures.strategyOf(Fixtures.SPEC.replace("tool:1", "tool:0"));
        FakeRequest request = FakeRequest.under(Fixtures.strategy()).about(Fixtures.backupOf(then));

        RunPlan plan = Fixtures.plan(driver.planRestore(request));

        assertThat(plan.warnings()).extracting(Warning::reason).containsExactly("StrategyChanged");
        assertThat(image(plan)).endsWith("tool:1");
    }

    @Test
    void isSilentWhenTheStrategyIsTheRecordedOne() {
        FakeRequest request = FakeRequest.under(Fixtures.strategy()).about(Fixtures.backupOf(Fixtures.strategy()));

        assertThat(Fixtures.plan(driver.planRestore(request)).warnings()).isEmpty();
    }

    @Test
    void pinnedStrategyRestoresWithTemplateAndKnobsOfTheRecordedOne() {
        Strategy then = Fixtures.strategyOf(Fixtures.SPEC.replace("tool:1", "tool:0"), "backoff-limit", "7");
        FakeRequest request =
                FakeRequest.under(Fixtures.strategy("pin-strategy", "true")).about(Fixtures.backupOf(then));

        RunPlan plan = Fixtures.plan(driver.planRestore(request));

        assertThat(image(plan)).endsWith("tool:0");
        assertThat(Fixtures.podOf(plan).settings().backoffLimit()).isEqualTo(7);
        assertThat(plan.warnings()).extracting(Warning::reason).containsExactly("StrategyChanged");
    }

    @Test
    void pinnedStrategyThatWasNotRecordedFallsBackWithAWarning() {
        FakeRequest request =
                FakeRequest.under(Fixtures.strategy("pin-strategy", "true")).about(Fixtures.backup());

        RunPlan plan = Fixtures.plan(driver.planRestore(request));

        assertThat(plan.warnings()).extracting(Warning::reason).containsExactly("StrategyNotRecorded");
    }

    @Test
    void restoresWithTheRecordedStrategyWhenTheLiveOneIsGone() {
        FakeRequest request = FakeRequest.withoutStrategy(Fixtures.backupOf(Fixtures.strategy()));

        assertThat(image(Fixtures.plan(driver.planRestore(request)))).endsWith("tool:1");
    }

    @Test
    void missingStrategyIsRefusedByName() {
        assertThatThrownBy(() -> driver.planRestore(FakeRequest.withoutStrategy(Fixtures.backup())))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.failed().reason()).isEqualTo("StrategyNotFound"));
    }

    @Test
    void declaresTheSecretsThatThePodNames() {
        String spec =
                """
                template:
                  spec:
                    containers:
                      - name: run
                        image: tool
                        env:
                          - name: PASSWORD
                            valueFrom: {secretKeyRef: {name: app-credentials, key: backup}}
                """;
        FakeRequest request = FakeRequest.under(Fixtures.strategyOf(spec)).about(Fixtures.backup());

        assertThat(Fixtures.plan(driver.planBackup(request)).secrets())
                .isEqualTo(Fixtures.plan(driver.planRestore(request)).secrets())
                .containsExactly(SecretUse.of("app-credentials", "backup"));
    }

    @Test
    void planIsTheSameWheneverTheWorldIsTheSame() {
        FakeRequest request = FakeRequest.under(Fixtures.strategy("pod-labels", "{\"b\":\"1\",\"a\":\"2\"}"))
                .about(Fixtures.backup())
                .declaring(Fixtures.STORE);

        assertThat(driver.planBackup(request)).isEqualTo(driver.planBackup(request));
        assertThat(driver.planRestore(request)).isEqualTo(driver.planRestore(request));
        assertThat(driver.planReclaim(request)).isEqualTo(driver.planReclaim(request));
        assertThat(driver.planVerify(request)).isEqualTo(driver.planVerify(request));
    }

    private static String image(RunPlan plan) {
        return Fixtures.templateOf(plan).getSpec().getContainers().get(0).getImage();
    }
}
