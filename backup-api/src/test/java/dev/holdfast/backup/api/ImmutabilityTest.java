package dev.holdfast.backup.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cel.common.CelException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tries the transition rules of the CRDs on an old and a new object, as the API server would on an update. */
class ImmutabilityTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .addVar("self", SimpleType.DYN)
            .addVar("oldSelf", SimpleType.DYN)
            .setStandardMacros(CelStandardMacro.HAS)
            .build();
    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.standardCelRuntimeBuilder().build();

    @ParameterizedTest
    @CsvSource({
        "BackupJob, applicationRef, name",
        "BackupJob, planRef, name",
        "RestoreJob, backupRef, name",
        "RestoreJob, targetApplicationRef, kind",
        "RestoreJob, options, recoveryTime",
        "RestoreJob, options, brandNew"
    })
    void refusesToChangeAnInputOfARun(String kind, String field, String inner) {
        JsonNode changed = Samples.of(kind);
        ((ObjectNode) changed.at("/spec/" + field)).put(inner, "changed");

        assertThat(refusals(kind, Samples.of(kind), changed)).containsExactly(field + " is immutable");
    }

    @Test
    void refusesToChangeTheClassOfARun() {
        ObjectNode changed = (ObjectNode) Samples.of("BackupJob");
        ((ObjectNode) changed.get("spec")).put("backupClassName", "silver");

        assertThat(refusals("BackupJob", Samples.of("BackupJob"), changed))
                .containsExactly("backupClassName is immutable");
    }

    @ParameterizedTest
    @CsvSource({"BackupJob, planRef", "RestoreJob, targetApplicationRef", "RestoreJob, options"})
    void refusesToRemoveAnOptionalInput(String kind, String field) {
        assertThat(refusals(kind, Samples.of(kind), without(kind, field))).containsExactly(field + " is immutable");
    }

    @ParameterizedTest
    @CsvSource({"RestoreJob, targetApplicationRef", "RestoreJob, options"})
    void refusesToAddAnInputLater(String kind, String field) {
        assertThat(refusals(kind, without(kind, field), Samples.of(kind))).containsExactly(field + " is immutable");
    }

    @Test
    void allowsToSetThePlanOnce() {
        assertThat(refusals("BackupJob", without("BackupJob", "planRef"), Samples.of("BackupJob")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"BackupJob", "RestoreJob"})
    void allowsToChangeDeadlinesAndStatus(String kind) {
        ObjectNode changed = (ObjectNode) Samples.of(kind);
        ((ObjectNode) changed.get("spec")).putObject("deadlines").put("runSeconds", 60);
        ((ObjectNode) changed.get("status")).put("phase", "Failed");

        assertThat(refusals(kind, Samples.of(kind), changed)).isEmpty();
    }

    private static JsonNode without(String kind, String field) {
        ObjectNode sample = (ObjectNode) Samples.of(kind);
        ((ObjectNode) sample.get("spec")).remove(field);
        return sample;
    }

    private static List<String> refusals(String kind, JsonNode before, JsonNode after) {
        List<String> messages = new ArrayList<>();
        collect(Crds.schema(Crds.ours(kind)), before, after, messages);
        return messages;
    }

    private static void collect(JsonNode schema, JsonNode before, JsonNode after, List<String> messages) {
        if (before.isMissingNode() || after.isMissingNode()) {
            return;
        }
        schema.path("x-kubernetes-validations").forEach(validation -> {
            if (!holds(validation.get("rule").asText(), before, after)) {
                messages.add(validation.get("message").asText());
            }
        });
        schema.path("properties")
                .fields()
                .forEachRemaining(property -> collect(
                        property.getValue(), before.path(property.getKey()), after.path(property.getKey()), messages));
    }

    private static boolean holds(String rule, JsonNode before, JsonNode after) {
        try {
            return (boolean) RUNTIME.createProgram(COMPILER.compile(rule).getAst())
                    .eval(Map.of("self", value(after), "oldSelf", value(before)));
        } catch (CelException broken) {
            throw new AssertionError("The rule does not compile or run: " + rule, broken);
        }
    }

    private static Object value(JsonNode node) {
        return JSON.convertValue(node, new TypeReference<>() {});
    }
}
