package dev.holdfast.backup.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.PlanPart;
import dev.holdfast.backup.spi.Propagation;
import dev.holdfast.backup.spi.Reconciler;
import dev.holdfast.backup.spi.RunPlan;
import dev.holdfast.backup.spi.Stage;
import dev.holdfast.backup.spi.StageAction;
import dev.holdfast.backup.spi.Suspended;
import dev.holdfast.backup.spi.Target;
import dev.holdfast.backup.spi.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanShapeTest {

    private static final ObjectRef CLUSTER = ObjectRef.of("example.org/v1", "Cluster", "ns", "db");
    private static final Target TARGET = new Target.Of(CLUSTER, "uid", 1);

    private static Stage delete(String name) {
        return Stage.delete(name, TARGET, Propagation.FOREGROUND);
    }

    private static Stage create(String name) {
        return Samples.createStage(name, CLUSTER);
    }

    private static Suspended suspended(PlanPart... parts) {
        ObjectRef release = ObjectRef.of("helm.toolkit.fluxcd.io/v2", "HelmRelease", "ns", "db");
        return Stage.suspended(
                new Reconciler(release, "u", "/spec/suspend", BooleanNode.TRUE, Optional.empty(), false), parts);
    }

    private static String safeAgain(PlanPart... parts) {
        RunPlan plan = RunPlan.of(parts);
        int index = PlanShape.safeAgain(plan, Operation.RESTORE);
        return index < 0 ? "never in danger" : plan.stages().get(index).name();
    }

    @Test
    void safeAgainIsTheEndOfTheRangeAroundTheLastEffect() {
        assertThat(safeAgain(suspended(delete("purge"), create("again"), Stage.await("healthy")), Stage.await("ready")))
                .isEqualTo("resume");
    }

    @Test
    void safeAgainIsTheEndOfTheOutermostRange() {
        assertThat(safeAgain(suspended(Stage.await("a"), suspended(delete("purge")), Stage.await("b"))))
                .isEqualTo("resume");
    }

    @Test
    void aRangeThatEndedBeforeTheLastEffectDoesNotCount() {
        assertThat(safeAgain(suspended(delete("purge")), create("again"), Stage.await("healthy")))
                .isEqualTo("again");
    }

    @Test
    void withoutARangeSafeAgainIsTheEndOfTheLastEffect() {
        assertThat(safeAgain(Stage.await("a"), Samples.podStage("run"), Stage.await("b")))
                .isEqualTo("run");
    }

    @Test
    void aPlanThatHarmsNothingIsNeverInDanger() {
        assertThat(safeAgain(Stage.await("a"), create("probe").harmless())).isEqualTo("never in danger");
    }

    @Test
    void whatIsNotTheRunsOwnIsNeverHarmlessToDelete() {
        assertThat(PlanShape.overwrites(delete("purge").harmless(), Operation.RESTORE))
                .isTrue();
        assertThat(PlanShape.overwrites(delete("purge"), Operation.RECLAIM)).isTrue();
    }

    @Test
    void aPatchIsAPointOfNoReturnUnlessItIsHarmlessOrOfTheRunsOwnChild() {
        Stage patch = Stage.patch("arm", TARGET, Samples.json("{'spec':{'armed':true}}"));
        Stage own = Stage.patch("arm", Target.successorOf(CLUSTER), Samples.json("{'spec':{'armed':true}}"));

        assertThat(PlanShape.overwrites(RunPlan.of(patch), patch, Operation.RESTORE))
                .isTrue();
        assertThat(PlanShape.overwrites(RunPlan.of(patch.harmless()), patch.harmless(), Operation.RESTORE))
                .isFalse();
        assertThat(PlanShape.overwrites(RunPlan.of(create("c"), own), own, Operation.RESTORE))
                .isFalse();
        assertThat(PlanShape.overwrites(RunPlan.of(own), own, Operation.RESTORE))
                .isTrue();
    }

    @Test
    void suspendingAloneNeedsAJournal() {
        assertThat(PlanShape.needsJournal(RunPlan.of(suspended(Stage.await("a"))), Operation.RESTORE))
                .isTrue();
        assertThat(PlanShape.needsJournal(RunPlan.of(Stage.await("a")), Operation.RESTORE))
                .isFalse();
    }

    @Test
    void rangesMustNestAndEnd() {
        List<Stage> good = RunPlan.of(suspended(suspended(Stage.await("a")))).stages();
        List<Stage> crossed = new ArrayList<>(good);
        java.util.Collections.swap(crossed, 3, 4);
        List<Stage> open = good.subList(0, 4);
        List<Stage> endOnly = good.subList(4, 5);

        assertThat(PlanShape.brokenRange(plan(good))).isEmpty();
        assertThat(PlanShape.brokenRange(plan(crossed))).isPresent();
        assertThat(PlanShape.brokenRange(plan(open)))
                .hasValueSatisfying(why -> assertThat(why).contains("'suspend'"));
        assertThat(PlanShape.brokenRange(plan(endOnly))).isPresent();
    }

    private static RunPlan plan(List<Stage> stages) {
        return new RunPlan(stages, List.of(), List.of(), List.of(), Samples.json("{}"), List.<Warning>of());
    }

    @Test
    void aRangeKnowsWhatIsInsideIt() {
        RunPlan plan = RunPlan.of(Stage.await("a"), suspended(delete("purge"), create("again")), Stage.await("z"));

        assertThat(PlanShape.inside(plan, "suspend")).extracting(Stage::name).containsExactly("purge", "again");
        assertThat(plan.stages().get(1).action()).isInstanceOf(StageAction.Suspend.class);
    }
}
