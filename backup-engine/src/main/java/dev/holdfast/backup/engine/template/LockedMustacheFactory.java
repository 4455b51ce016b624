package dev.holdfast.backup.engine.template;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.MustacheParser;
import com.github.mustachejava.MustacheVisitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/** A mustache factory that reads no other template, calls no method and escapes nothing. For one template. */
final class LockedMustacheFactory extends DefaultMustacheFactory {
    private final int maxNesting;
    private final List<NameCheck.Use> roots = new ArrayList<>();
    private int depth;

    LockedMustacheFactory(int maxNesting) {
        super(ClosedResolver.INSTANCE);
        this.maxNesting = maxNesting;
        setObjectHandler(new PlainObjectHandler());
    }

    /** Returns the names used outside sections, with their places. */
    List<NameCheck.Use> roots() {
        return List.copyOf(roots);
    }

    void closed() {
        depth--;
    }

    void used(NameCheck.Use use) {
        if (depth == 1) {
            roots.add(use);
        }
    }

    @Override
    protected MustacheParser createParser() {
        return new LockedParser(this);
    }

    @Override
    public MustacheVisitor createMustacheVisitor() {
        if (++depth > maxNesting + 1) {
            throw new EvaluationFailure("sections are nested deeper than " + maxNesting + " levels");
        }
        return new LockedMustacheVisitor(this);
    }

    @Override
    public void encode(String value, Writer writer) {
        try {
            writer.write(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class LockedParser extends MustacheParser {
        LockedParser(LockedMustacheFactory factory) {
            super(factory);
            setAllowChangingDelimeters(false);
        }
    }
}
