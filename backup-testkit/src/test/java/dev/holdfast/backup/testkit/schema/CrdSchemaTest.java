package dev.holdfast.backup.testkit.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrdSchemaTest {

    private final CrdSchema schema = SampleSchema.schema();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "low: 1 | FieldValueRequired spec.name: Required value",
                "name: 5 | FieldValueTypeInvalid spec.name: Invalid value: \"integer\": spec.name in body must be of type string: \"integer\"",
                "name: a | FieldValueInvalid spec.name: Invalid value: \"a\": spec.name in body should be at least 2 chars long",
                "name: abcdef | FieldValueTooLong spec.name: Too long: may not be more than 5 bytes",
                "name: AB | FieldValueInvalid spec.name: Invalid value: \"AB\": spec.name in body should match '^[a-z]+$'",
                "name: ab, low: 0 | FieldValueInvalid spec.low: Invalid value: 0: spec.low in body should be greater than or equal to 1",
                "name: ab, mode: C | FieldValueNotSupported spec.mode: Unsupported value: \"C\": supported values: \"A\", \"B\"",
                "name: ab, tags: [a, a] | FieldValueDuplicate spec.tags[1]: Duplicate value: \"a\"",
                "name: ab, ports: [{port: 1}, {port: 1}] | FieldValueDuplicate spec.ports[1]: Duplicate value: {\"port\":1}",
                "name: ab, banned: true | FieldValueForbidden spec.banned: Forbidden: do not",
                "name: ab, low: 9, high: 8 | FieldValueInvalid spec.low: Invalid value: low is above high",
                "name: ab, url: nope | FieldValueInvalid spec.url: Invalid value: \"nope\": not a URL",
            })
    void wordsAnErrorAsTheApiServerDoes(String spec, String expected) {
        assertThat(errors(spec)).first().isEqualTo(expected);
    }

    @Test
    void doesNotEvaluateRulesWhileTheStructureIsBroken() {
        assertThat(errors("name: ab, mode: C, banned: true"))
                .hasSize(2)
                .last()
                .asString()
                .startsWith("FieldValueInvalid <nil>: Invalid value: null: some validation rules were not checked");
    }

    @Test
    void fillsDefaultsOutsideIn() {
        ObjectNode filled = schema.withDefaults(SampleSchema.sample("a", "name: ab, filled: null, never: null"));

        assertThat(filled.get("spec"))
                .isEqualTo(SampleSchema.sample("a", "name: ab, filled: full, low: 3, nested: {depth: 1}")
                        .get("spec"));
    }

    @Test
    void keepsANullWhereItIsAllowed() {
        ObjectNode filled = schema.withDefaults(SampleSchema.sample("a", "name: ab, maybe: null"));

        assertThat(filled.get("spec").has("maybe")).isTrue();
        assertThat(schema.validateCreate(filled)).isEmpty();
    }

    @Test
    void prunesUnknownFieldsAndNamesThem() {
        ObjectNode object = SampleSchema.sample(
                "a",
                "name: ab, odd: {x: 1}, free: {x: 1}, ports: [{port: 1, y: 2}], embedded: {metadata: {z: 1}, w: 1}");

        CrdSchema.Pruned pruned = schema.prune(object);

        assertThat(pruned.unknownFields()).containsExactly("spec.embedded.w", "spec.odd", "spec.ports[0].y");
        assertThat(pruned.object().get("spec"))
                .isEqualTo(SampleSchema.sample(
                                "a", "name: ab, free: {x: 1}, ports: [{port: 1}], embedded: {metadata: {z: 1}}")
                        .get("spec"));
        assertThat(object.at("/spec/odd/x").asInt()).isEqualTo(1);
    }

    @Test
    void doesNotJudgeAnUnchangedValueAgain() {
        ObjectNode invalid = SampleSchema.sample("a", "name: TOOBIG, low: 2");
        ObjectNode changed = SampleSchema.sample("a", "name: TOOBIG, low: 0");

        assertThat(schema.validateUpdate(invalid, invalid)).isEmpty();
        assertThat(schema.validateUpdate(changed, invalid))
                .extracting(FieldError::field)
                .containsExactly("spec.low");
    }

    @Test
    void findsTheOldSelfOfAListItemByItsKeys() {
        ObjectNode before = SampleSchema.sample("a", "name: ab, ports: [{port: 1, host: a}, {port: 2, host: b}]");
        ObjectNode swapped = SampleSchema.sample("a", "name: ab, ports: [{port: 2, host: b}, {port: 1, host: x}]");

        assertThat(schema.validateUpdate(swapped, before))
                .containsExactly(new FieldError(
                        FieldError.Reason.INVALID, "spec.ports[1].host", "Invalid value: \"x\": host is fixed"));
    }

    @Test
    void reportsARuleThatDoesNotCompileOrFailsToRun() {
        CrdSchema broken = CrdSchema.of(Serialization.unmarshal(
                """
                        type: object
                        properties:
                          a: {type: object, x-kubernetes-validations: [{rule: "self ++ 1"}]}
                          b: {type: object, x-kubernetes-validations: [{rule: self.gone == 1}]}
                        """,
                ObjectNode.class));

        assertThat(broken.validateCreate(Serialization.unmarshal("a: {}\nb: {}", ObjectNode.class)))
                .extracting(FieldError::message)
                .satisfiesExactly(
                        a -> assertThat(a).startsWith("Invalid value: \"object\": rule compile error: "),
                        b -> assertThat(b).contains("gone").endsWith("evaluating rule: self.gone == 1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"namespace", "a-b", "a.b", "a/b", "a__b"})
    void escapesNamesRulesCannotSpell(String name) {
        String spelled = RuleValues.escape(name);
        CrdSchema escaped = CrdSchema.of(Serialization.unmarshal(
                """
                        type: object
                        properties: {"%s": {type: string}}
                        x-kubernetes-validations: [{rule: "self.%s == 'x'", message: seen}]
                        """
                        .formatted(name, spelled),
                ObjectNode.class));

        assertThat(escaped.validateCreate(Serialization.unmarshal("'" + name + "': x", ObjectNode.class)))
                .isEmpty();
        assertThat(escaped.validateCreate(Serialization.unmarshal("'" + name + "': y", ObjectNode.class)))
                .hasSize(1);
    }

    private List<String> errors(String spec) {
        ObjectNode object = schema.withDefaults(SampleSchema.sample("a", spec));
        return schema.validateCreate(object).stream()
                .map(error -> error.reason().value() + " " + error)
                .toList();
    }
}
