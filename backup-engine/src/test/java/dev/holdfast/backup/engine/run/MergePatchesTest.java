package dev.holdfast.backup.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergePatchesTest {

    /** RFC 7386, section 2. */
    private static JsonNode apply(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode result = target.isObject() ? target.deepCopy() : Samples.json("{}");
        patch.properties().forEach(e -> {
            if (e.getValue().isNull()) {
                result.remove(e.getKey());
            } else {
                result.set(e.getKey(), apply(result.path(e.getKey()), e.getValue()));
            }
        });
        return result;
    }

    @Provide
    Arbitrary<ObjectNode> objects() {
        return object(2);
    }

    private static Arbitrary<ObjectNode> object(int depth) {
        Arbitrary<JsonNode> leaves = Arbitraries.of("1", "true", "\"x\"", "[1,2]")
                .map(t -> Samples.json("{'v':" + t + "}").path("v"));
        Arbitrary<JsonNode> values = depth == 0
                ? leaves
                : Arbitraries.oneOf(leaves, object(depth - 1).map(o -> o));
        return Arbitraries.maps(Arbitraries.of("a", "b", "c"), values).map(fields -> {
            ObjectNode node = Samples.json("{}");
            fields.forEach(node::set);
            return node;
        });
    }

    @Property
    void anAppliedPatchThatIsTakenBackLeavesTheObjectAsItWas(
            @ForAll("objects") ObjectNode before, @ForAll("objects") ObjectNode patch) {
        JsonNode now = apply(before, patch);

        assertThat(MergePatches.isApplied(now, patch)).isTrue();
        assertThat(apply(now, MergePatches.inverse(before, patch, now))).isEqualTo(before);
    }

    @Property
    void aPatchThatWasNeverAppliedIsNotTakenBack(@ForAll("objects") ObjectNode object) {
        assertThat(MergePatches.inverse(object, Samples.json("{'never':'applied'}"), object))
                .isEmpty();
    }

    @Test
    void whatSomebodyElseHasChangedSinceIsLeftAlone() {
        ObjectNode before = Samples.json("{'spec':{'replicas':3,'paused':false}}");
        ObjectNode patch = Samples.json("{'spec':{'replicas':0,'paused':true}}");
        ObjectNode now = Samples.json("{'spec':{'replicas':5,'paused':true}}");

        assertThat(MergePatches.inverse(before, patch, now)).isEqualTo(Samples.json("{'spec':{'paused':false}}"));
    }

    @Test
    void aRemovedFieldComesBack() {
        ObjectNode before = Samples.json("{'spec':{'suspend':true,'kept':1}}");
        ObjectNode patch = Samples.json("{'spec':{'suspend':null}}");
        ObjectNode now = Samples.json("{'spec':{'kept':1}}");

        assertThat(MergePatches.isApplied(now, patch)).isTrue();
        assertThat(apply(now, MergePatches.inverse(before, patch, now))).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            /spec/suspend | {"spec":{"suspend":true}}
            /spec/a/b     | {"spec":{"a":{"b":true}}}
            /spec/a~1b    | {"spec":{"a/b":true}}
            """)
    void aPointerBecomesAPatch(String pointer, String patch) {
        assertThat(MergePatches.set(pointer, BooleanNode.TRUE)).hasToString(patch);
    }

    @Test
    void aMissingValueRemovesTheField() {
        assertThat(MergePatches.set("/spec/suspend", MissingNode.getInstance()))
                .hasToString("{\"spec\":{\"suspend\":null}}");
    }
}
