package dev.holdfast.backup.engine.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The default language: Go's template dialect with the pure functions strategies use, hosted on mustache.java. Safe for
 * use by many threads; keeps a bounded cache of compiled templates.
 */
public final class GoDialectTemplates implements TemplateEngine {
    private final TemplateEngine tree;

    /** Uses {@link TemplateLimits#standard()} and the monotonic time of the Java runtime. */
    public GoDialectTemplates() {
        this(TemplateLimits.standard(), System::nanoTime);
    }

    /** {@code nanoTime} is a monotonic time source in nanoseconds with any origin. */
    public GoDialectTemplates(TemplateLimits limits, LongSupplier nanoTime) {
        this.tree = new TreeTemplates(new CachedLanguage(new GoLanguage(limits, nanoTime)));
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
