package dev.holdfast.backup.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.spi.DriverDescriptor;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.Problem;
import dev.holdfast.backup.spi.ResourceUse;
import dev.holdfast.backup.spi.RunPlan;
import dev.holdfast.backup.spi.SecretUse;
import dev.holdfast.backup.spi.Stage;
import dev.holdfast.backup.spi.StageAction;
import dev.holdfast.backup.spi.StoreUse;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlanLintTest {

    private record Spec() {}

    private static final DriverDescriptor DRIVER = DriverDescriptor.of("g", "K", Spec.class)
            .uses("v1/ConfigMap", "get create")
            .uses("v1/Secret", "get")
            .uses(ResourceUse.of("v1/Namespace", "create").clusterScoped())
            .uses(ResourceUse.of("example.org/v1/Task", "create").in("system"));
    private static final StoreUse STORE = new StoreUse(
            "minio:9000",
            "bucket",
            "team",
            Optional.empty(),
            true,
            "auto",
            SecretUse.of("keys"),
            Optional.empty(),
            StoreUse.Access.ERASE,
            StoreUse.ChosenBy.ADMIN);

    private static List<Problem> lint(RunPlan plan, Operation operation) {
        return PlanLint.problems(plan, operation, DRIVER, Set.of("known"), "ns");
    }

    private static Stage creating(String apiVersion, String kind, String namespace) {
        return Samples.createStage("make", ObjectRef.of(apiVersion, kind, namespace, "x"));
    }

    @ParameterizedTest
    @EnumSource(Operation.class)
    void aPlanWithinItsDeclarationsHasNoProblem(Operation operation) {
        RunPlan plan = RunPlan.of(creating("v1", "ConfigMap", "ns").check("known"), Samples.podStage("run"));

        assertThat(lint(plan, operation)).isEmpty();
    }

    @Test
    void aCheckThatTheDriverLacksIsItsError() {
        assertThat(lint(RunPlan.of(Stage.await("unknown")), Operation.BACKUP))
                .extracting(Problem::reason, Problem::message)
                .containsExactly(tuple(
                        "DriverError",
                        "stage 'unknown' of the plan names check 'unknown', which the driver does not have"));
    }

    @Test
    void onlyWhatIsDeclaredToBeCreatedThereMayBeCreated() {
        assertThat(lint(RunPlan.of(creating("v1", "Namespace", "")), Operation.BACKUP))
                .isEmpty();
        assertThat(lint(RunPlan.of(creating("example.org/v1", "Task", "system")), Operation.BACKUP))
                .isEmpty();
        assertThat(List.of(
                        creating("v1", "ConfigMap", "other"),
                        creating("v1", "Secret", "ns"),
                        creating("apps/v1", "Deployment", "ns"),
                        creating("example.org/v1", "Task", "ns")))
                .allSatisfy(stage -> assertThat(lint(RunPlan.of(stage), Operation.BACKUP))
                        .extracting(Problem::message)
                        .singleElement()
                        .asString()
                        .contains("which the driver does not declare to create there"));
    }

    @Test
    void onlyAReclaimErases() {
        RunPlan plan = RunPlan.of(Stage.erase("s3://bucket/team/db.tar")).uses(STORE);

        assertThat(lint(plan, Operation.RECLAIM)).isEmpty();
        assertThat(lint(plan, Operation.RESTORE))
                .extracting(Problem::message)
                .containsExactly("stage 'erase' of the plan erases, which only a reclaim may do");
    }

    @Test
    void whatIsErasedMustLieInAStoreDeclaredForErasing() {
        assertThat(lint(RunPlan.of(Stage.erase("s3://bucket/team/db.tar")), Operation.RECLAIM))
                .hasSize(1);
        assertThat(lint(RunPlan.of(Stage.erase("s3://bucket/team-b/db.tar")).uses(STORE), Operation.RECLAIM))
                .hasSize(1);
        assertThat(lint(
                        RunPlan.of(Stage.erase("s3://bucket/team/db.tar")).uses(STORE.access(StoreUse.Access.WRITE)),
                        Operation.RECLAIM))
                .hasSize(1);
    }

    @Test
    void erasingAfterAFailureNeedsTheSameDeclaration() {
        RunPlan plan = RunPlan.of(Samples.podStage("run").eraseUnlessSucceeded("s3://bucket/team/db.tar"));

        assertThat(lint(plan.uses(STORE), Operation.BACKUP)).isEmpty();
        assertThat(lint(plan.uses(STORE.access(StoreUse.Access.READ)), Operation.BACKUP))
                .extracting(Problem::message)
                .singleElement()
                .asString()
                .contains("which no store that is declared with access ERASE holds");
    }

    @Test
    void factsAreBounded() {
        RunPlan plan = RunPlan.of(Stage.await("known")).fact("big", "x".repeat(9_000));

        assertThat(lint(plan, Operation.BACKUP)).extracting(Problem::reason).containsExactly("PlanTooLarge");
    }

    /** Letters that no compression makes much smaller. */
    private static Stage large(int letters) {
        ObjectNode manifest = Samples.json("{'apiVersion':'v1','kind':'ConfigMap'}");
        manifest.putObject("metadata").put("namespace", "ns").put("name", "x");
        StringBuilder text = new StringBuilder();
        new Random(1).ints(letters, '0', 'z').filter(c -> c != '\\').forEach(c -> text.append((char) c));
        manifest.putObject("data").put("text", text.toString());
        Stage like = creating("v1", "ConfigMap", "ns");
        return new Stage(
                like.name(),
                new StageAction.Create(manifest),
                like.check(),
                like.lifetime(),
                like.effect(),
                like.startWithin(),
                like.within(),
                like.optional(),
                like.publishes(),
                like.eraseUnlessSucceeded());
    }

    @Test
    void aPlanThatIsKeptInAStatusIsBoundedAlsoWhenCompressed() {
        assertThat(lint(RunPlan.of(large(10_000)), Operation.BACKUP)).isEmpty();
        assertThat(lint(RunPlan.of(large(40_000)), Operation.BACKUP))
                .extracting(Problem::reason)
                .containsExactly("PlanTooLarge");
    }

    @Test
    void aPlanThatIsKeptInAJournalMayBeLarger() {
        assertThat(lint(RunPlan.of(large(150_000)), Operation.RESTORE)).isEmpty();
        assertThat(lint(RunPlan.of(large(300_000)), Operation.RESTORE))
                .extracting(Problem::reason)
                .containsExactly("PlanTooLarge");
    }

    @Test
    void everyProblemIsReportedAtOnce() {
        RunPlan plan = RunPlan.of(
                Stage.await("unknown"), creating("v1", "Secret", "ns"), Stage.erase("s3://bucket/team/db.tar"));

        assertThat(lint(plan, Operation.BACKUP)).hasSize(3);
    }
}
