package dev.holdfast.backup.engine.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TreeRenderingTest {
    private final TemplateEngine engine = new GoDialectTemplates();
    private final RenderContext backup = Samples.context("backup");

    @Test
    void rendersStringValuesAndLeavesKeysNumbersAndBooleansAlone() {
        JsonNode tree = json("{'{{ .Mode }}':'{{ .Mode }}','n':1.50,'b':true,'x':null,'l':['{{ .Release.Name }}',2]}");
        JsonNode before = tree.deepCopy();

        JsonNode rendered = engine.render(tree, backup, RenderOptions.strict());

        assertThat(rendered).isEqualTo(json("{'{{ .Mode }}':'backup','n':1.50,'b':true,'x':null,'l':['demo',2]}"));
        assertThat(tree).isEqualTo(before);
    }

    @Test
    void reportsTheProblemsOfAllLeavesTogether() {
        JsonNode tree =
                json("{'a/b':{'c':'{{ .Mode }'},'l':['ok','line\\n{{ .Parameters.nope }}'],'z':'{{ upper 1 }}'}");

        assertThatThrownBy(() -> engine.render(tree, backup, RenderOptions.strict()))
                .asInstanceOf(type(TemplateException.class))
                .satisfies(e -> {
                    assertThat(e.problems())
                            .extracting(TemplateProblem::pointer)
                            .containsExactly("/a~1b/c", "/l/1", "/z");
                    assertThat(e.problems().get(1).line()).isEqualTo(2);
                    assertThat(e.problems().get(1).action()).isEqualTo("{{ .Parameters.nope }}");
                    assertThat(e).hasMessageContaining("3 template problems").hasMessageContaining("/a~1b/c");
                });
    }

    @Test
    void boundsTheMessageHoweverMuchIsWrong() {
        String leaf = "\"{{ fail (repeat 5000 \\\"x\\\") }}" + "y".repeat(3000) + "\"";
        JsonNode tree = json("[" + String.join(",", Collections.nCopies(500, leaf)) + "]");

        assertThatThrownBy(() -> engine.render(tree, backup, RenderOptions.strict()))
                .asInstanceOf(type(TemplateException.class))
                .satisfies(e -> {
                    assertThat(e.getMessage()).hasSizeLessThan(4000);
                    assertThat(e.problems()).hasSize(100);
                    assertThat(e.problems().get(0).message()).hasSizeLessThanOrEqualTo(300);
                });
    }

    @Test
    void keepsFailingLeavesRawWhenTheAnnotationAsksForIt() {
        RenderOptions options = RenderOptions.forAnnotations(Map.of(RenderOptions.ERRORS_ANNOTATION, "ignore"));
        JsonNode tree = json("['{{ nope }}','{{ .Mode }}','{{ .Nope }}']");

        assertThat(engine.render(tree, backup, options)).isEqualTo(json("['{{ nope }}','backup','<no value>']"));
    }

    @Test
    void exemptsOnlyTheLenientRootFromStrictness() {
        String lenient = "{{ .Backup.ApplicationRef.Name }} {{ $.Backup.Name }} {{ printf \"%v\" .Backup.Name }}";

        assertThat(engine.renderString(lenient, backup, Samples.BACKUP_EXEMPT))
                .isEqualTo("<no value> <no value> <nil>");
        assertThatThrownBy(() -> engine.renderString("{{ .Parameters.x }}", backup, Samples.BACKUP_EXEMPT))
                .isInstanceOf(TemplateException.class);
    }

    @Test
    void validateReportsSyntaxUnknownFunctionsAndUnknownRoots() {
        JsonNode tree =
                json("{'a':'{{ if }}','b':'{{ uper .Mode }}{{ defaul 1 2 }}','c':'{{ .Aplication.x }}{{ $.Nope }}',"
                        + "'d':'{{ with .Release }}{{ .Name }}{{ $.Mode }}{{ end }}'}");

        List<TemplateProblem> problems = engine.validate(tree, Samples.ROOTS);

        assertThat(problems).extracting(TemplateProblem::pointer).containsExactly("/a", "/b", "/b", "/c", "/c");
        assertThat(problems.get(1).message()).contains("uper is not defined").contains("upper");
        assertThat(problems.get(3).message())
                .contains("unknown root key .Aplication")
                .contains("Application");
    }

    @Test
    void contextIsADeepCopy() {
        Map<String, Object> inner = new java.util.HashMap<>(Map.of("k", "before"));
        RenderContext context =
                RenderContext.builder().value("Application", inner).build();
        inner.put("k", "after");

        assertThat(engine.renderString("{{ .Application.k }}", context, RenderOptions.strict()))
                .isEqualTo("before");
        assertThat(context.rootKeys()).containsExactly("Application");
    }

    @Test
    void contextRefusesObjectsThatAreNotPlainValues() {
        RenderContext.Builder builder = RenderContext.builder();

        assertThatThrownBy(() -> builder.value("x", List.of(new Object())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.Object");
        assertThatThrownBy(() -> builder.value("x", Map.of(1, "a"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void textWithoutDelimitersIsNotATemplateHoweverLong() {
        String text = "x".repeat(100_000);

        assertThat(engine.renderString(text, backup, RenderOptions.strict())).isEqualTo(text);
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
