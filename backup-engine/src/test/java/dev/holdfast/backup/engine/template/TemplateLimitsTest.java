package dev.holdfast.backup.engine.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateLimitsTest {
    private final TemplateEngine engine = new GoDialectTemplates();
    private final RenderContext context = Samples.context("backup");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ range 1000000000 }}x{{ end }}",
                "{{ range 400 }}{{ range 400 }}x{{ end }}{{ end }}",
                "{{ repeat 2000000 \"x\" }}",
                "{{ $x := repeat 1000000 \"x\" }}{{ $x }}{{ $x }}",
                "{{ $x := repeat 1000000 \"x\" }}{{ range 100 }}{{ $y := print $x }}{{ end }}",
                "{{ $x := \"xx\" }}{{ range 64 }}{{ $x = print $x $x }}{{ end }}",
                "{{ $x := list 1 }}{{ range 63 }}{{ $x = list $x $x }}{{ end }}{{ $x }}",
                "{{ $x := list 1 }}{{ range 1000 }}{{ $x = list $x }}{{ end }}{{ $x }}",
                "{{ $x := dict \"a\" 1 }}{{ range 63 }}{{ $x = dict \"a\" $x \"b\" $x }}{{ end }}{{ toJson $x }}",
                "{{ replace \"\" (repeat 1000 \"x\") (repeat 10000 \"y\") }}",
                "{{ indent 2000000000 \"a\" }}",
                "{{ printf \"%1000000d%1000000d\" 1 2 }}",
                "{{ splitList \"\" (repeat 500000 \"x\") }}",
                "{{ regexReplaceAll \"x\" (repeat 10000 \"x\") (repeat 1000 \"y\") }}",
                "{{ regexMatch \"(x+x+)+y\" (repeat 1000 \"x\") }}",
                "{{ define \"a\" }}{{ template \"b\" }}{{ end }}{{ define \"b\" }}{{ template \"a\" }}{{ end }}{{ template \"a\" }}"
            })
    void stopsWhatWouldTakeTooMuch(String template) {
        assertThatThrownBy(() -> engine.renderString(template, context, RenderOptions.strict()))
                .isInstanceOf(TemplateException.class);
    }

    @Test
    void stopsAtTheTimeLimitOfTheGivenTimeSource() {
        AtomicLong now = new AtomicLong();
        TemplateEngine slow = new GoDialectTemplates(TemplateLimits.standard(), () -> now.getAndAdd(600_000_000));

        assertThatThrownBy(() -> slow.renderString("{{ range 5000 }}x{{ end }}", context, RenderOptions.strict()))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("1000 ms");
        assertThat(slow.renderString("{{ .Mode }}", context, RenderOptions.strict()))
                .isEqualTo("backup");
    }

    @Test
    void refusesTemplatesThatAreTooLongOrTooDeep() {
        assertProblem("{{ .Mode }}" + "x".repeat(64 * 1024), "longer than 65536");
        assertProblem("{{ if true }}".repeat(65) + "{{ end }}".repeat(65), "nested deeper than 64");
        assertProblem("{{ " + "(".repeat(65) + "1" + ")".repeat(65) + " }}", "nested deeper than 64");
        assertProblem("{{ if true }}".repeat(4000), "nested deeper than 64");
    }

    @Test
    void allowsNestingUpToTheLimit() {
        String blocks = "{{ if true }}".repeat(64) + "x" + "{{ end }}".repeat(64);
        String parentheses = "{{ " + "(".repeat(64) + "1" + ")".repeat(64) + " }}";

        assertThat(engine.renderString(blocks, context, RenderOptions.strict())).isEqualTo("x");
        assertThat(engine.renderString(parentheses, context, RenderOptions.strict()))
                .isEqualTo("1");
    }

    private void assertProblem(String template, String message) {
        assertThatThrownBy(() -> engine.renderString(template, context, RenderOptions.strict()))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining(message);
    }
}
