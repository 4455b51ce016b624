package dev.holdfast.backup.engine.template;

import com.github.mustachejava.DefaultMustacheVisitor;
import com.github.mustachejava.Mustache;
import com.github.mustachejava.TemplateContext;

/** Allows values, sections and comments only. */
final class LockedMustacheVisitor extends DefaultMustacheVisitor {
    private final LockedMustacheFactory factory;

    LockedMustacheVisitor(LockedMustacheFactory factory) {
        super(factory);
        this.factory = factory;
    }

    @Override
    public Mustache mustache(TemplateContext context) {
        factory.closed();
        return super.mustache(context);
    }

    @Override
    public void value(TemplateContext context, String name, boolean encoded) {
        used(context, name);
        super.value(context, name, encoded);
    }

    @Override
    public void iterable(TemplateContext context, String name, Mustache section) {
        used(context, name);
        super.iterable(context, name, section);
    }

    @Override
    public void notIterable(TemplateContext context, String name, Mustache section) {
        used(context, name);
        super.notIterable(context, name, section);
    }

    private void used(TemplateContext context, String name) {
        MustachePath path = MustachePath.parse(context, name);
        path.segments().stream().findFirst().ifPresent(root -> factory.used(new NameCheck.Use(path.origin(), root)));
    }

    @Override
    public void partial(TemplateContext context, String name, String indent) {
        throw refused(context, ">" + name);
    }

    @Override
    public void dynamicPartial(TemplateContext context, String name, String indent) {
        throw refused(context, ">" + name);
    }

    @Override
    public void extend(TemplateContext context, String name, Mustache section) {
        throw refused(context, "<" + name);
    }

    @Override
    public void name(TemplateContext context, String name, Mustache section) {
        throw refused(context, "$" + name);
    }

    @Override
    public void checkName(TemplateContext context, String name, Mustache section) {
        throw refused(context, "?" + name);
    }

    @Override
    public void pragma(TemplateContext context, String name, String arguments) {
        throw refused(context, "%" + name);
    }

    private static LeafFailure refused(TemplateContext context, String tag) {
        Origin origin = new Origin(Math.max(1, context.line()), "{{" + tag + "}}");
        return new LeafFailure(origin, "only values, sections and comments are allowed");
    }
}
