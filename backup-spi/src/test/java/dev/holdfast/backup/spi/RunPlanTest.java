package dev.holdfast.backup.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.IntNode;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunPlanTest {

    private static RunPlan plan() {
        return RunPlan.of(Stage.await("ready"));
    }

    @Test
    void hasOneToTwelveStages() {
        assertThatIllegalArgumentException().isThrownBy(() -> RunPlan.of());
        assertThat(RunPlan.of(stages(20)).stages()).hasSize(20);
        assertThatIllegalArgumentException().isThrownBy(() -> RunPlan.of(stages(21)));
    }

    private static Stage[] stages(int count) {
        return IntStream.range(0, count).mapToObj(i -> Stage.await("s" + i)).toArray(Stage[]::new);
    }

    @Test
    void refusesTwoStagesOfOneName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunPlan.of(Stage.await("ready"), Stage.erase("s3://b/k"), Stage.await("ready")))
                .withMessageContaining("'ready'");
    }

    @Test
    void factsAreAnObject() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RunPlan(
                        List.of(Stage.await("ready")), List.of(), List.of(), List.of(), IntNode.valueOf(1), List.of()));
        RunPlan plan = plan().fact("size", IntNode.valueOf(3)).fact("name", "x");
        assertThat(plan.facts().toString()).isEqualTo("{\"size\":3,\"name\":\"x\"}");
    }

    @Test
    void growsByCopies() {
        RunPlan before = plan();

        RunPlan after = before.locks(LockKey.slot("one"))
                .locks(LockKey.slot("two"))
                .uses(SecretUse.of("secret", "key"))
                .fact("a", "b")
                .warn("Odd", "this is odd");

        assertThat(before).isEqualTo(plan());
        assertThat(after.locks()).containsExactly(LockKey.slot("one"), LockKey.slot("two"));
        assertThat(after.secrets()).containsExactly(SecretUse.of("secret", "key"));
        assertThat(after.warnings()).containsExactly(new Warning("Odd", "this is odd"));
        assertThat(after.stages()).isEqualTo(before.stages());
    }

    @Test
    void callersCannotChangeAPlanThroughItsFacts() {
        RunPlan plan = plan().fact("a", "b");
        RunPlan copy = plan.fact("c", "d");

        assertThat(plan.facts().has("c")).isFalse();
        assertThat(copy.facts().size()).isEqualTo(2);
    }
}
