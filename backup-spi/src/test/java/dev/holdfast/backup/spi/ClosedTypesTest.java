package dev.holdfast.backup.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClosedTypesTest {

    private static final Waiting WAITING = Waiting.waiting("Slow", "waits");
    private static final Failed FAILED = Failed.failed("Broken", "fails");

    private static String planning(Planning planning) {
        return planning.match(p -> "plan", w -> "waiting", f -> "failed");
    }

    private static String observation(Observation observation) {
        return observation.match(d -> "done", w -> "waiting", f -> "failed", r -> "retry");
    }

    @Test
    void everyPlanningIsMatchedByItsOwnCaseOnly() {
        assertThat(planning(RunPlan.of(Stage.await("ready")))).isEqualTo("plan");
        assertThat(planning(WAITING)).isEqualTo("waiting");
        assertThat(planning(FAILED)).isEqualTo("failed");
    }

    @Test
    void everyObservationIsMatchedByItsOwnCaseOnly() {
        assertThat(observation(Done.done())).isEqualTo("done");
        assertThat(observation(WAITING)).isEqualTo("waiting");
        assertThat(observation(FAILED)).isEqualTo("failed");
        assertThat(observation(new Retry("Again", "once more", Duration.ofSeconds(1))))
                .isEqualTo("retry");
    }

    @Test
    void everyStoreAnswerIsMatchedByItsOwnCaseOnly() {
        StoreAnswer<String> found = new StoreAnswer.Found<>("value");
        assertThat(found.<Object>match(v -> v, r -> r)).isEqualTo("value");
        for (StoreAnswer.Refusal refusal : StoreAnswer.Refusal.values()) {
            StoreAnswer<String> refused = new StoreAnswer.Refused<>(refusal, "no");
            assertThat(refused.<Object>match(v -> v, r -> r)).isEqualTo(refused);
        }
    }

    @Test
    void aStoreAnswerIsAskedOnOnlyIfItFoundAValue() {
        StoreAnswer<String> found = new StoreAnswer.Found<>("value");
        StoreAnswer<String> refused = new StoreAnswer.Refused<>(StoreAnswer.Refusal.DENIED, "no");

        assertThat(found.map(String::length)).isEqualTo(new StoreAnswer.Found<>(5));
        assertThat(found.then(v -> refused)).isEqualTo(refused);
        assertThat(refused.map(String::length)).isEqualTo(new StoreAnswer.Refused<>(StoreAnswer.Refusal.DENIED, "no"));
        assertThat(found.found()).contains("value");
        assertThat(refused.found()).isEmpty();
        assertThat(refused.isRefused(StoreAnswer.Refusal.DENIED)).isTrue();
        assertThat(refused.isRefused(StoreAnswer.Refusal.NOT_FOUND)).isFalse();
        assertThat(found.isRefused(StoreAnswer.Refusal.DENIED)).isFalse();
    }

    @Test
    void theTypesAreClosed() {
        assertThat(Planning.class.getPermittedSubclasses())
                .containsExactlyInAnyOrder(RunPlan.class, Waiting.class, Failed.class);
        assertThat(Observation.class.getPermittedSubclasses())
                .containsExactlyInAnyOrder(Done.class, Waiting.class, Failed.class, Retry.class);
        assertThat(StageAction.class.getPermittedSubclasses()).hasSize(8);
        assertThat(StoreAnswer.class.getPermittedSubclasses()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "lower", "With Blank", "With-Dash", "Ünder", "9Lives"})
    void reasonsAreCamelCaseEverywhere(String reason) {
        assertThatIllegalArgumentException().isThrownBy(() -> Waiting.waiting(reason, "m"));
        assertThatIllegalArgumentException().isThrownBy(() -> Failed.failed(reason, "m"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Retry(reason, "m", Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new Warning(reason, "m"));
        assertThatIllegalArgumentException().isThrownBy(() -> new ReasonDoc(reason, "m"));
    }

    @Test
    void aReasonHasAtMost63Characters() {
        assertThat(Waiting.waiting("A".repeat(63), "m").reason()).hasSize(63);
        assertThatIllegalArgumentException().isThrownBy(() -> Waiting.waiting("A".repeat(64), "m"));
    }

    @Test
    void aFailureTellsAllItsProblemsFieldsFirst() {
        Failed failed = new Failed(List.of(
                Problem.of("Broken", "is missing").at("/spec/a"),
                Problem.of("Other", "is odd").on(ObjectRef.of("v1", "Pod", "ns", "p"))));

        assertThat(failed.reason()).isEqualTo("Broken");
        assertThat(failed.message()).isEqualTo("/spec/a: is missing; is odd");
        assertThat(new RefusedException(failed).failed()).isEqualTo(failed);
        assertThatIllegalArgumentException().isThrownBy(() -> new Failed(List.of()));
    }

    @Test
    void waitingSaysWhetherTheWorkIsUnderWayAndWhenToLookAgain() {
        Waiting waiting =
                Waiting.running("Busy", "m").upTo(Duration.ofMinutes(5)).recheckAfter(Duration.ofSeconds(9));

        assertThat(waiting)
                .isEqualTo(new Waiting(
                        "Busy", "m", Optional.of(Duration.ofMinutes(5)), Optional.of(Duration.ofSeconds(9)), true));
        assertThat(WAITING.started()).isFalse();
    }

    @Test
    void doneGrowsByCopies() {
        Done before = Done.done();
        Done after = before.fact("a", TextNode.valueOf("b")).warn("Odd", "m");

        assertThat(before).isEqualTo(Done.done());
        assertThat(after.facts().path("a").asText()).isEqualTo("b");
        assertThat(after.warnings()).containsExactly(new Warning("Odd", "m"));
    }
}
