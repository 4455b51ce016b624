package dev.holdfast.backup.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.testkit.conformance.Conformance;
import dev.holdfast.backup.testkit.conformance.OperatorState;
import dev.holdfast.backup.testkit.vault.VaultState;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Isolated;

@Tag("long")
@Isolated("it counts on time, and needs the processors")
class VaultConformanceTest {

    @TestFactory
    Stream<DynamicNode> conforms() {
        return Conformance.of(new VaultSubject()).cases();
    }

    @Test
    void everyStateOfTheOperatorIsAScenario() {
        assertThat(VaultStates.all())
                .extracting(OperatorState::name)
                .containsAll(
                        Stream.of(VaultState.values()).map(VaultStates::title).toList());
    }
}
