package dev.holdfast.backup.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

class JobStateTest {

    private static JobState of(String status) {
        return JobState.of(Serialization.unmarshal(
                "apiVersion: backups.cozystack.io/v1alpha1\nkind: RestoreJob\n"
                        + "metadata: {name: r1, namespace: ns}\n" + status,
                GenericKubernetesResource.class));
    }

    @Test
    void aJobThatNobodyHasSeenYetSaysNothing() {
        JobState state = of("spec: {}");

        assertThat(state.job()).hasToString("RestoreJob ns/r1");
        assertThat(state.phase()).isEmpty();
        assertThat(state.reason()).isEmpty();
        assertThat(state.hasEnded()).isFalse();
    }

    @Test
    void aJobThatHasEndedSaysHow() {
        JobState failed = of(
                "status: {phase: Failed, conditions: [{type: Ready, status: 'False', reason: Cancelled, message: why}]}");

        assertThat(failed.hasEnded()).isTrue();
        assertThat(failed.hasSucceeded()).isFalse();
        assertThat(failed.reason()).isEqualTo("Cancelled");
        assertThat(failed.message()).isEqualTo("why");
        assertThat(of("status: {phase: Succeeded, backupRef: {name: b1}}").backup())
                .contains("b1");
    }

    @Test
    void thePlanOfADryRunIsInTheMessageWhereItsFieldIsPruned() {
        String ready = "conditions: [{type: Ready, status: 'True', reason: DryRun, message: the plan}]";

        assertThat(of("status: {phase: Succeeded, plan: [a, b], " + ready + "}").plan())
                .containsExactly("a", "b");
        assertThat(of("status: {phase: Succeeded, " + ready + "}").plan()).containsExactly("the plan");
    }
}
