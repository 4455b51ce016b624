package dev.holdfast.backup.engine.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/**
 * Renders strategy templates. Every string value of a tree is one template of its own; map keys, numbers and booleans
 * are left as they are. Implementations are pure (no clock, environment, network or random) and safe for use by many
 * threads.
 */
public interface TemplateEngine {
    /**
     * Renders every string value of {@code tree} and returns a new tree; {@code tree} itself is not changed.
     *
     * @throws TemplateException naming every leaf that failed, unless {@code options} keeps failing leaves raw
     */
    JsonNode render(JsonNode tree, RenderContext context, RenderOptions options);

    /**
     * Renders one template, such as an artifact URI. Problems carry the empty pointer.
     *
     * @throws TemplateException when the template fails, unless {@code options} keeps failing templates raw
     */
    String renderString(String template, RenderContext context, RenderOptions options);

    /**
     * Compiles every string value without rendering it.
     *
     * @param rootKeys names a template may use at the root of its context, such as {@code Application}
     * @return syntax errors, unknown functions and unknown root keys in tree order; empty when there are none
     */
    List<TemplateProblem> validate(JsonNode tree, Set<String> rootKeys);
}
