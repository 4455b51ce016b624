package dev.holdfast.backup.engine.template;

import com.github.mustachejava.Mustache;
import com.github.mustachejava.MustacheException;
import java.io.StringReader;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/** Compiles plain mustache with everything but values and sections switched off. */
final class MustacheLanguage implements LeafLanguage {
    private final TemplateLimits limits;
    private final LongSupplier nanoTime;

    MustacheLanguage(TemplateLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    @Override
    public Compiled compile(String source) {
        if (source.length() > limits.templateChars()) {
            throw new LeafFailure(
                    Origin.WHOLE, "the template is longer than " + limits.templateChars() + " characters");
        }
        LockedMustacheFactory factory = new LockedMustacheFactory(limits.nesting());
        try {
            Mustache mustache = factory.compile(new StringReader(source), "template");
            return new CompiledMustache(mustache, factory.roots());
        } catch (MustacheException e) {
            throw failure(e);
        } catch (EvaluationFailure e) {
            throw new LeafFailure(Origin.WHOLE, e.reason());
        } catch (StringIndexOutOfBoundsException e) {
            throw new LeafFailure(Origin.WHOLE, "a tag is malformed");
        }
    }

    private static LeafFailure failure(MustacheException exception) {
        Throwable cause = exception;
        while (cause instanceof MustacheException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof LeafFailure known) {
            return known;
        }
        if (cause instanceof EvaluationFailure known) {
            return new LeafFailure(Origin.WHOLE, known.reason());
        }
        int line = exception.getContext() == null
                ? 1
                : Math.max(1, exception.getContext().line());
        return new LeafFailure(new Origin(line, ""), String.valueOf(exception.getMessage()));
    }

    private final class CompiledMustache implements Compiled {
        private final Mustache mustache;
        private final List<NameCheck.Use> roots;

        CompiledMustache(Mustache mustache, List<NameCheck.Use> roots) {
            this.mustache = mustache;
            this.roots = roots;
        }

        @Override
        public String render(RenderContext context, RenderOptions options) {
            Meter meter = new Meter(limits, nanoTime);
            BoundedText out = meter.newText();
            try {
                mustache.execute(out, List.of(new MustacheScope(context.root(), options, meter)));
                return out.toString();
            } catch (MustacheException e) {
                throw failure(e);
            } catch (EvaluationFailure e) {
                throw new LeafFailure(Origin.WHOLE, e.reason());
            }
        }

        @Override
        public List<Fault> unknownRoots(Set<String> rootKeys) {
            return NameCheck.unknownRoots(roots, rootKeys);
        }
    }
}
