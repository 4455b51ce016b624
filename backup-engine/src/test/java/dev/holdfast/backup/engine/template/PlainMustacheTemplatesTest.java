package dev.holdfast.backup.engine.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainMustacheTemplatesTest {
    private final TemplateEngine engine = new PlainMustacheTemplates();
    private final RenderContext restore = Samples.context("restore");
    private final RenderContext backup = Samples.context("backup");

    @Test
    void printsValuesWithoutEscapingWithOrWithoutALeadingDot() {
        assertThat(render("{{ .Release.Name }}-{{Release.Name}}-{{{Mode}}}-{{&Mode}}"))
                .isEqualTo("demo-demo-restore-restore");
        assertThat(render("{{ Application.metadata.name }}")).isEqualTo("db&<\"'`=+/%");
        assertThat(render("{{ Application.spec.three }} {{ Application.spec.big }} {{ Application.spec.nested }}"))
                .isEqualTo("3 1234567890123 map[a:x b:1]");
    }

    @Test
    void sectionsMayNameWhatIsMissing() {
        String template = "{{#Backup}}{{ApplicationRef.Name}} of {{Mode}}{{/Backup}}{{^Backup}}none{{/Backup}}";

        assertThat(render(template)).isEqualTo("src of restore");
        assertThat(engine.renderString(template, backup, RenderOptions.strict()))
                .isEqualTo("none");
    }

    @Test
    void sectionsGoThroughListsAndReachKeysWithDots() {
        assertThat(render("{{#Application.spec.hosts}}<{{.}}>{{/Application.spec.hosts}}"))
                .isEqualTo("<a><b>");
        assertThat(render("{{#Application.metadata.labels}}{{app.kubernetes.io/instance}}/{{my-key}}"
                        + "{{/Application.metadata.labels}}"))
                .isEqualTo("inst-1/dash");
    }

    @Test
    void printingAMissingValueIsAnErrorUnlessExempt() {
        assertThatThrownBy(() -> render("a\n{{ Parameters.nope }}"))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining("no value to print");
        assertThat(engine.renderString("{{ .Backup.Name }}", backup, Samples.BACKUP_EXEMPT))
                .isEqualTo("<no value>");
        assertThat(engine.renderString("{{ Nope }}", backup, Samples.LENIENT)).isEqualTo("<no value>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{>file:///etc/hostname}}",
                "{{> partial}}",
                "{{>*Mode}}",
                "{{<parent}}{{/parent}}",
                "{{$name}}x{{/name}}",
                "{{?Mode}}x{{/Mode}}",
                "{{%pragma}}",
                "{{=<% %>=}}<% Mode %>",
                "{{ default \"a\" .Mode }}",
                "{{#Mode}}x",
                "{{#Mode}}x{{/Other}}",
                "{{ Mode",
                "{{}}",
                "{{{Mode}}",
                "{{Mode.length}}",
                "{{Application.spec.hosts.clear}}"
            })
    void refusesEverythingThatIsNoValueOrSection(String template) {
        assertThatThrownBy(() -> render(template)).isInstanceOf(TemplateException.class);
    }

    @Test
    void boundsNestingAndLoops() {
        String deep = "{{#Mode}}".repeat(5000);
        String loop = "{{#Big}}".repeat(4) + "x" + "{{/Big}}".repeat(4);
        RenderContext big = RenderContext.builder()
                .value("Mode", "m")
                .value("Big", java.util.Collections.nCopies(100, "i"))
                .build();

        assertThatThrownBy(() -> engine.renderString(deep, big, RenderOptions.strict()))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("nested deeper than 64");
        assertThatThrownBy(() -> engine.renderString(loop, big, RenderOptions.strict()))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("steps");
    }

    @Test
    void validateReportsUnknownRootsOutsideSections() {
        List<TemplateProblem> problems = engine.validate(
                TextNode.valueOf("{{ Mode }}{{#Backup}}{{Name}}{{/Backup}}{{ Nope.x }}"), Samples.ROOTS);

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).message()).contains("Nope");
    }

    @Test
    void annotationChoosesTheLanguage() {
        TemplateLanguages languages = TemplateLanguages.standardLimits();
        Map<String, String> mustache = Map.of(TemplateLanguages.LANGUAGE_ANNOTATION, "mustache");

        assertThat(languages.forAnnotations(mustache)).isInstanceOf(PlainMustacheTemplates.class);
        assertThat(languages.forAnnotations(Map.of())).isInstanceOf(GoDialectTemplates.class);
        assertThatThrownBy(() -> languages.forAnnotations(Map.of(TemplateLanguages.LANGUAGE_ANNOTATION, "perl")))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("use go or mustache");
    }

    private String render(String template) {
        return engine.renderString(template, restore, RenderOptions.strict());
    }
}
