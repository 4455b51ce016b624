package dev.holdfast.backup.engine.template;

import java.util.List;
import java.util.Map;

/**
 * Chooses the language of a strategy. Safe for use by many threads when both engines are.
 *
 * @param standard the Go dialect
 * @param mustache plain mustache
 */
public record TemplateLanguages(TemplateEngine standard, TemplateEngine mustache) {
    /** Strategy annotation: {@code go} (the default) or {@code mustache}. */
    public static final String LANGUAGE_ANNOTATION = "backups.cozystack.io/template-language";

    /** Returns both default engines with standard limits. */
    public static TemplateLanguages standardLimits() {
        return new TemplateLanguages(new GoDialectTemplates(), new PlainMustacheTemplates());
    }

    /**
     * Returns the engine that the strategy's annotations ask for.
     *
     * @throws TemplateException when they ask for a language that does not exist
     */
    public TemplateEngine forAnnotations(Map<String, String> annotations) {
        String language = annotations.getOrDefault(LANGUAGE_ANNOTATION, "go");
        return switch (language) {
            case "go" -> standard;
            case "mustache" -> mustache;
            default -> {
                String message = "unknown template language " + language + "; use go or mustache";
                String pointer = "/metadata/annotations/" + LANGUAGE_ANNOTATION.replace("/", "~1");
                throw new TemplateException(List.of(new TemplateProblem(pointer, 1, "", message)));
            }
        };
    }
}
