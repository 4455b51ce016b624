package dev.holdfast.backup.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.spi.RunPlan;
import dev.holdfast.backup.spi.Stage;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PlanCodecTest {

    @Provide
    Arbitrary<RunPlan> plans() {
        return Plans.plans();
    }

    @Property(tries = 200)
    void aPlanIsTheSameAfterItWasWrittenAndRead(@ForAll("plans") RunPlan plan) {
        String written = PlanCodec.encode(plan).toString();

        assertThat(PlanCodec.decode(RunCodec.parse(written))).isEqualTo(plan);
    }

    @Property(tries = 100)
    void theDigestOfAPlanSurvivesBeingWritten(@ForAll("plans") RunPlan plan) {
        RunPlan read = PlanCodec.decode(RunCodec.parse(
                RunCodec.unpack(RunCodec.pack(PlanCodec.encode(plan).toString()))));

        assertThat(Digests.of(PlanCodec.encode(read))).isEqualTo(Digests.of(PlanCodec.encode(plan)));
    }

    @Test
    void aStageOfANewerEngineIsNotTakenForSomethingElse() {
        ObjectNode json = PlanCodec.encode(RunPlan.of(Stage.await("done")));
        ((ObjectNode) json.at("/stages/0/action")).put("kind", "teleport");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlanCodec.decode(json))
                .withMessageContaining("'teleport' was written by a newer engine");
    }
}
