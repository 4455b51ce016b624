package dev.holdfast.backup.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuspendedTest {

    private static GenericKubernetesResource release(String spec) {
        return Serialization.unmarshal(
                "{\"apiVersion\":\"helm.toolkit.fluxcd.io/v2\",\"kind\":\"HelmRelease\",\"metadata\":"
                        + "{\"namespace\":\"ns\",\"name\":\"postgres-db\",\"uid\":\"u\"},\"spec\":" + spec + "}",
                GenericKubernetesResource.class);
    }

    private static final Reconciler RELEASE = Reconciler.helmRelease(release("{}"));

    @Test
    void aRangeBeginsAndEndsWithAStageOfItsOwn() {
        RunPlan plan = RunPlan.of(
                Stage.suspended(RELEASE, Stage.await("a"), Stage.suspended(RELEASE, Stage.await("b"))),
                Stage.await("c"));

        assertThat(plan.stages())
                .extracting(Stage::name)
                .containsExactly("suspend", "a", "suspend-2", "b", "resume-2", "resume", "c");
        assertThat(plan.stages().get(5).action()).isEqualTo(new StageAction.Resume("suspend"));
    }

    @Test
    void itMayTakeAsLongToStandStillAsAHelmActionMayTake() {
        Suspended range = Stage.suspended(RELEASE, Stage.await("a"));

        assertThat(RunPlan.of(range).stages().get(0).within()).isEqualTo(Duration.ofMinutes(35));
        assertThat(RunPlan.of(range.idleWithin(Duration.ofMinutes(2)))
                        .stages()
                        .get(0)
                        .within())
                .isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void whatThePlanCountsOnLaterIsSaidInThePlan() {
        Suspended range = Stage.suspended(RELEASE, Stage.await("a")).thenNeeded();

        assertThat(RunPlan.of(range).stages().get(0).action()).isEqualTo(new StageAction.Suspend(RELEASE, true));
    }

    @Test
    void anEmptyRangeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Suspended(RELEASE, List.of(), Duration.ofMinutes(1), false))
                .withMessageContaining("HelmRelease ns/postgres-db");
    }

    @Test
    void aReleaseThatSomebodyElseHasSuspendedIsKnown() {
        assertThat(RELEASE.suspended()).isFalse();
        assertThat(Reconciler.helmRelease(release("{\"suspend\":true}")).suspended())
                .isTrue();
        assertThat(Reconciler.helmRelease(release("{\"suspend\":false}")).suspended())
                .isFalse();
        assertThat(Reconciler.of(release("{\"mode\":\"Halted\"}"), "/spec/mode", TextNode.valueOf("Halted"))
                        .suspended())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/metadata/labels/x", "/status/phase"})
    void onlyTheSpecCanSuspend(String pointer) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reconciler.of(release("{}"), pointer, BooleanNode.TRUE))
                .withMessageContaining("below its spec");
    }
}
