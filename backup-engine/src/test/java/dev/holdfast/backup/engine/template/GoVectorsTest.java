package dev.holdfast.backup.engine.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class GoVectorsTest {
    private final TemplateEngine engine = new GoDialectTemplates();

    @TestFactory
    Stream<DynamicTest> rendersAsGoDoes() {
        return Samples.rows("go-vectors.yaml", "functions.yaml").flatMap(row -> Samples.MODES.stream()
                .map(mode -> DynamicTest.dynamicTest(mode + ": " + row.get("t").textValue(), () -> check(row, mode))));
    }

    private void check(JsonNode row, String mode) {
        String template = row.get("t").textValue();
        RenderContext context = Samples.context(mode);
        if (row.has("error")) {
            assertThatThrownBy(() -> engine.renderString(template, context, Samples.LENIENT))
                    .isInstanceOf(TemplateException.class)
                    .hasMessageContaining(row.get("error").textValue());
            assertThat(engine.renderString(template, context, RenderOptions.reference()))
                    .isEqualTo(template);
            return;
        }
        String expected = row.get(row.has("text") ? "text" : mode).asText();
        assertThat(engine.renderString(template, context, Samples.LENIENT)).isEqualTo(expected);
        boolean printsMissing = row.has("missing") && (row.has("text") || mode.equals("backup"));
        if (printsMissing) {
            assertThatThrownBy(() -> engine.renderString(template, context, RenderOptions.strict()))
                    .isInstanceOf(TemplateException.class)
                    .hasMessageContaining("no value to print");
        } else {
            assertThat(engine.renderString(template, context, RenderOptions.strict()))
                    .isEqualTo(expected);
        }
    }
}
