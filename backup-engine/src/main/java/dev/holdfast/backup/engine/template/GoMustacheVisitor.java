package dev.holdfast.backup.engine.template;

import com.github.mustachejava.Code;
import com.github.mustachejava.DefaultMustacheVisitor;
import com.github.mustachejava.Mustache;
import com.github.mustachejava.TemplateContext;
import com.github.mustachejava.codes.DefaultMustache;

/** Hands every tag to the tree builder and makes the finished program the only code. */
final class GoMustacheVisitor extends DefaultMustacheVisitor {
    private final GoMustacheFactory factory;

    GoMustacheVisitor(GoMustacheFactory factory) {
        super(factory);
        this.factory = factory;
    }

    @Override
    public void value(TemplateContext context, String tag, boolean encoded) {
        factory.segment(tag);
    }

    @Override
    public Mustache mustache(TemplateContext context) {
        Code[] codes = {new ProgramCode(factory.finish())};
        return new DefaultMustache(context, factory, codes, context.file());
    }
}
