package dev.holdfast.backup.benchmarks.micro;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.engine.template.GoDialectTemplates;
import dev.holdfast.backup.engine.template.RenderContext;
import dev.holdfast.backup.engine.template.TemplateEngine;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Rendering a spec that has every template construct of the published strategies. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class AllConstructs {

    private final TemplateEngine engine = new GoDialectTemplates();
    private final RenderContext context = Context.of(Context.application());
    private final JsonNode strategy = Strategies.constructs();

    /** Made by JMH. */
    public AllConstructs() {
        // The fields have their initialisers.
    }

    /** Compiles the templates, so that no measured call does. */
    @Setup
    public void compile() {
        rendered();
    }

    /** With templates that are compiled and a context that is there. */
    @Benchmark
    public JsonNode rendered() {
        return engine.render(strategy, context, Context.OPTIONS);
    }
}
