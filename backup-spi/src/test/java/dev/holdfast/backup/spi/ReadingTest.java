package dev.holdfast.backup.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What drivers read operators' objects with. */
class ReadingTest {

    private static final OperatorStates STATES = OperatorStates.table()
            .pending("", "NotSeen")
            .pending("New", "Queued")
            .running("Running", "Dumping")
            .failed("Error", "DumpFailed")
            .succeeded("Ready");

    private static GenericKubernetesResource object(String status) {
        return Serialization.unmarshal(
                "apiVersion: x/v1\nkind: Thing\nmetadata: {name: a}\nstatus: " + status,
                GenericKubernetesResource.class);
    }

    @Test
    void eachDocumentedStateMeansWhatTheTableSays() {
        assertThat(STATES.observe("New", "m")).isEqualTo(Waiting.waiting("Queued", "m"));
        assertThat(STATES.observe("Running", "m")).isEqualTo(Waiting.running("Dumping", "m"));
        assertThat(STATES.observe("Error", "disk full")).isEqualTo(Failed.failed("DumpFailed", "disk full"));
        assertThat(STATES.observe("Ready", "m")).isEqualTo(Done.done());
        assertThat(STATES.observe("", "m")).isEqualTo(Waiting.waiting("NotSeen", "m"));
        assertThat(STATES.states()).containsExactlyInAnyOrder("", "New", "Running", "Error", "Ready");
    }

    @Test
    void anUnknownStateIsWaitedForAndNamedNeverTakenForAnEnd() {
        assertThat(STATES.observe("Zombie", "m"))
                .isEqualTo(Waiting.waiting("UnknownOperatorState", "state 'Zombie': m"));
        assertThat(STATES.observe("ready", "m")).isInstanceOf(Waiting.class);
        assertThat(OperatorStates.table().observe("", "m"))
                .isEqualTo(Waiting.waiting("UnknownOperatorState", "the operator has not reported yet"));
    }

    @Test
    void aStateStandsOnlyOnceInATable() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> STATES.succeeded("Error"))
                .withMessageContaining("'Error'");
    }

    @Test
    void findsConditionsByType() {
        GenericKubernetesResource object =
                object("{conditions: [{type: Ready, status: 'True', reason: Up, message: ok},"
                        + " {type: Paused, status: 'False'}]}");

        assertThat(Conditions.find(object, "Ready")).contains(new Conditions.Condition("Ready", "True", "Up", "ok"));
        assertThat(Conditions.find(object, "Paused")).contains(new Conditions.Condition("Paused", "False", "", ""));
        assertThat(Conditions.isTrue(object, "Ready")).isTrue();
        assertThat(Conditions.isTrue(object, "Paused")).isFalse();
        assertThat(Conditions.isTrue(object, "Gone")).isFalse();
    }

    @Test
    void theLastOfSeveralConditionsOfOneTypeCounts() {
        GenericKubernetesResource object =
                object("{conditions: [{type: Ready, status: 'True'}, {type: Ready, status: 'False'}]}");

        assertThat(Conditions.isTrue(object, "Ready")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "{conditions: null}", "{conditions: text}", "{conditions: [text, null]}"})
    void objectsWithoutConditionsHaveNone(String status) {
        assertThat(Conditions.find(object(status), "Ready")).isEqualTo(Optional.empty());
    }

    @Test
    void unknownIsNotTrue() {
        assertThat(Conditions.isTrue(object("{conditions: [{type: Ready, status: Unknown}]}"), "Ready"))
                .isFalse();
    }

    @Test
    void kindsAreReadFromTheirWrittenForm() {
        assertThat(ResourceKind.parse("batch/v1/Job")).isEqualTo(new ResourceKind("batch/v1", "Job"));
        assertThat(ResourceKind.parse("v1/Pod").group()).isEmpty();
        assertThat(ResourceKind.parse("batch/v1/Job").group()).isEqualTo("batch");
        for (String wrong : List.of("", "Pod", "v1/", "/Pod")) {
            assertThatIllegalArgumentException().isThrownBy(() -> ResourceKind.parse(wrong));
        }
    }

    @Test
    void usesOfAKindAreChecked() {
        assertThatIllegalArgumentException().isThrownBy(() -> ResourceUse.of("v1/Pod", "get exec"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ResourceUse(
                        ResourceKind.parse("v1/Pod"),
                        Set.of("get"),
                        ResourceUse.Scope.FIXED,
                        Optional.empty(),
                        false,
                        Optional.empty()));
        assertThat(ResourceUse.of("v1/Pod", "get").in("system").namespace()).contains("system");
    }
}
