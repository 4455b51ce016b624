package dev.holdfast.backup.engine.template;

import com.github.mustachejava.Mustache;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/** Compiles the Go dialect: scanner, then mustache.java as host of the parsed tree. */
final class GoLanguage implements LeafLanguage {
    private final TemplateLimits limits;
    private final LongSupplier nanoTime;
    private final FunctionTable functions = FunctionTable.standard();

    GoLanguage(TemplateLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    @Override
    public Compiled compile(String source) {
        if (source.length() > limits.templateChars()) {
            throw new LeafFailure(
                    Origin.WHOLE, "the template is longer than " + limits.templateChars() + " characters");
        }
        List<Segment> segments = SegmentScanner.scan(source);
        GoMustacheFactory factory = new GoMustacheFactory(segments, new TreeBuilder(limits.nesting()));
        Mustache mustache = factory.compileSegments();
        NameCheck names = NameCheck.of(factory.program());
        List<Fault> unknown = names.functions().stream()
                .filter(use -> !functions.knows(use.name()))
                .map(use -> new Fault(use.origin(), functions.unknown(use.name())))
                .toList();
        if (!unknown.isEmpty()) {
            throw new LeafFailure(unknown);
        }
        return new CompiledGo(mustache, factory.program(), names);
    }

    private final class CompiledGo implements Compiled {
        private final Mustache mustache;
        private final Program program;
        private final NameCheck names;

        CompiledGo(Mustache mustache, Program program, NameCheck names) {
            this.mustache = mustache;
            this.program = program;
            this.names = names;
        }

        @Override
        public String render(RenderContext context, RenderOptions options) {
            Meter meter = new Meter(limits, nanoTime);
            BoundedText out = meter.newText();
            Run run = new Run(context.root(), options, functions, program.definitions(), meter, out);
            mustache.execute(out, List.of(run));
            return out.toString();
        }

        @Override
        public List<Fault> unknownRoots(Set<String> rootKeys) {
            return names.unknownRoots(rootKeys);
        }
    }
}
