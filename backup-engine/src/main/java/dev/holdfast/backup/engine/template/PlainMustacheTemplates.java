package dev.holdfast.backup.engine.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Plain mustache for strategies that ask for it, without partials, inheritance, pragmas, changed delimiters and
 * escaping. Values must be there where they are printed; sections may name what is missing. A leading dot is allowed.
 * Safe for use by many threads.
 */
public final class PlainMustacheTemplates implements TemplateEngine {
    private final TemplateEngine tree;

    /** Uses {@link TemplateLimits#standard()} and the monotonic time of the Java runtime. */
    public PlainMustacheTemplates() {
        this(TemplateLimits.standard(), System::nanoTime);
    }

    /** {@code nanoTime} is a monotonic time source in nanoseconds with any origin. */
    public PlainMustacheTemplates(TemplateLimits limits, LongSupplier nanoTime) {
        this.tree = new TreeTemplates(new CachedLanguage(new MustacheLanguage(limits, nanoTime)));
    }

    @Override
    public JsonNode render(JsonNode tree, RenderContext context, RenderOptions options) {
        return this.tree.render(tree, context, options);
    }

    @Override
    public String renderString(String template, RenderContext context, RenderOptions options) {
        return tree.renderString(template, context, options);
    }

    @Override
    public List<TemplateProblem> validate(JsonNode tree, Set<String> rootKeys) {
        return this.tree.validate(tree, rootKeys);
    }
}
