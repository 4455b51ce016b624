package dev.holdfast.backup.testkit.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.testkit.api.AdmissionResult;
import dev.holdfast.backup.testkit.api.FieldCause;
import dev.holdfast.backup.testkit.api.ResourceType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SchemaAdmissionTest {

    private final SchemaAdmission admission = new SchemaAdmission();
    private final ResourceType samples = type(Optional.of(SampleSchema.source()));

    @Test
    void admitsAnObjectPrunedAndWithDefaults() {
        AdmissionResult result = admission.admit(samples, sample("name: ab, odd: 1"), Optional.empty(), false);

        assertThat(result).isInstanceOfSatisfying(AdmissionResult.Admitted.class, admitted -> {
            assertThat(admitted.object()).isEqualTo(sample("name: ab, low: 3, filled: full, nested: {depth: 1}"));
            assertThat(admitted.warnings()).containsExactly("unknown field \"spec.odd\"");
        });
    }

    @Test
    void refusesAnInvalidObjectWithItsCauses() {
        AdmissionResult result = admission.admit(samples, sample("mode: C"), Optional.empty(), false);

        assertThat(result).isInstanceOfSatisfying(AdmissionResult.Refused.class, refused -> assertThat(refused.causes())
                .contains(new FieldCause("FieldValueRequired", "spec.name", "Required value")));
    }

    @Test
    void refusesUnknownFieldsUnderStrictFieldValidation() {
        assertThat(admission.admit(samples, sample("name: ab, odd: 1, nested: {x: 1}"), Optional.empty(), true))
                .isEqualTo(new AdmissionResult.Undecodable(
                        "strict decoding error: unknown field \"spec.nested.x\", unknown field \"spec.odd\""));
    }

    @Test
    void holdsATransitionRuleAgainstTheStoredObject() {
        assertThat(admission.admit(
                        samples, sample("name: ab, fixed: y"), Optional.of(sample("name: ab, fixed: x")), false))
                .isInstanceOf(AdmissionResult.Refused.class);
    }

    @Test
    void followsAChangedDefinition() {
        admission.admit(samples, sample("name: ab"), Optional.empty(), false);
        ObjectNode looser = SampleSchema.source().deepCopy();
        ((ObjectNode) looser.at("/properties/spec")).remove("required");

        assertThat(admission.admit(type(Optional.of(looser)), sample("low: 2"), Optional.empty(), false))
                .isInstanceOf(AdmissionResult.Admitted.class);
    }

    @Test
    void leavesKindsWithoutASchemaAlone() {
        ObjectNode object = sample("odd: 1");

        assertThat(admission.admit(type(Optional.empty()), object, Optional.empty(), true))
                .isEqualTo(new AdmissionResult.Admitted(object, List.of()));
    }

    private static ResourceType type(Optional<ObjectNode> schema) {
        return new ResourceType(
                "schema.holdfast.test", "v1", "samples", "Sample", Set.of(), List.of(), List.of(), schema);
    }

    private static ObjectNode sample(String spec) {
        return SampleSchema.sample("a", spec);
    }
}
