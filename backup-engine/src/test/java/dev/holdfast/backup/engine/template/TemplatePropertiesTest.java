package dev.holdfast.backup.engine.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TemplatePropertiesTest {
    private final List<TemplateEngine> engines = List.of(new GoDialectTemplates(), new PlainMustacheTemplates());
    private final RenderContext context = Samples.context("restore");

    @Property(tries = 500)
    void textWithoutBracesRendersToItself(@ForAll String text) {
        String plain = text.replace("{", "").replace("}", "");

        for (TemplateEngine engine : engines) {
            assertThat(engine.renderString(plain, context, RenderOptions.strict()))
                    .isEqualTo(plain);
        }
    }

    @Property(tries = 500)
    void textAroundAnActionSurvives(@ForAll String before, @ForAll String after) {
        String left = before.replace("{", "");
        String right = after.replace("{", "");

        assertThat(engines.get(0).renderString(left + "{{ .Mode }}" + right, context, RenderOptions.strict()))
                .isEqualTo(left + "restore" + right);
    }

    @Property(tries = 2000)
    void anyInputEndsInTextOrATemplateExceptionAndTwiceTheSame(@ForAll("templates") String template) {
        for (TemplateEngine engine : engines) {
            assertThat(outcome(engine, template)).isEqualTo(outcome(engine, template));
        }
    }

    @Property(tries = 500)
    void quotedLiteralsRenderToThemselves(@ForAll String text) {
        String valid = text.codePoints()
                .filter(point -> !Character.isValidCodePoint(point) || Character.getType(point) != Character.SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        String template = "{{ " + GoStrings.quote(valid, false) + " }}";

        assertThat(engines.get(0).renderString(template, context, RenderOptions.strict()))
                .isEqualTo(valid);
    }

    @Provide
    Arbitrary<String> templates() {
        List<String> vectors = Samples.rows("go-vectors.yaml", "functions.yaml")
                .map(row -> row.get("t").textValue())
                .toList();
        List<String> pieces = Stream.of(
                        "{{",
                        "}}",
                        "{{-",
                        "-}}",
                        " ",
                        "\n",
                        "\r",
                        "\"",
                        "'",
                        "`",
                        "\\",
                        "(",
                        ")",
                        "|",
                        ".",
                        "$",
                        "$x",
                        ":=",
                        "=",
                        ",",
                        "if",
                        "else",
                        "end",
                        "range",
                        "with",
                        "define \"a\"",
                        "template \"a\"",
                        "block",
                        "break",
                        ".Mode",
                        ".Application",
                        ".Nope",
                        "1",
                        "-1",
                        "0x",
                        "1e999",
                        "nil",
                        "true",
                        "/*",
                        "*/",
                        "#",
                        "^",
                        "/",
                        "Mode",
                        ">",
                        "<",
                        "&",
                        "!",
                        "%",
                        "{",
                        "é",
                        "\uD800",
                        "%d",
                        "%[9]q",
                        "%*s")
                .toList();
        List<String> functions = List.copyOf(FunctionTable.standard().names());
        Arbitrary<String> piece = Arbitraries.oneOf(
                Arbitraries.of(pieces), Arbitraries.of(functions), Arbitraries.of(pieces), Arbitraries.of(vectors));
        Arbitrary<String> soup =
                piece.list().ofMinSize(1).ofMaxSize(14).map(parts -> "{{ " + String.join(" ", parts) + " }}");
        Arbitrary<String> tight = piece.list().ofMaxSize(14).map(parts -> String.join("", parts));
        Arbitrary<String> calls = Arbitraries.of(functions).flatMap(name -> Arbitraries.of(
                        "\"a\"",
                        "\"\"",
                        "1",
                        "-7",
                        "1e300",
                        "99999999999",
                        ".Application",
                        ".Parameters",
                        ".Nope",
                        ".Application.spec.hosts",
                        "true",
                        "(list 1 \"b\" nil)",
                        "\"%s[(\"")
                .list()
                .ofMaxSize(4)
                .map(arguments -> "{{ " + name + " " + String.join(" ", arguments) + " }}"));
        return Arbitraries.oneOf(soup, tight, calls, Arbitraries.strings());
    }

    private String outcome(TemplateEngine engine, String template) {
        engine.validate(com.fasterxml.jackson.databind.node.TextNode.valueOf(template), Samples.ROOTS);
        try {
            return "text " + engine.renderString(template, context, Samples.LENIENT);
        } catch (TemplateException e) {
            return "error " + e.getMessage();
        }
    }
}
