package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.holdfast.backup.spi.RunPlan;
import dev.holdfast.backup.spi.Stage;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The hash that says whether a plan is still the same, and the record that a run is resumed from. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class PlanHash {

    private final RunPlan plan =
            RunPlan.of(Stage.pod("backup", pod())).fact("size", JsonNodeFactory.instance.numberNode(3));
    private final JsonNode encoded = PlanCodec.encode(plan);

    /** Made by JMH. */
    public PlanHash() {
        // The plan is made by the initialisers of the fields.
    }

    /** A pod of the size that published strategies have: a dozen variables and a script of two kilobytes. */
    private static PodTemplateSpec pod() {
        String script = IntStream.range(0, 40)
                .mapToObj(i -> "echo step " + i + " of the backup of $RELEASE in $MODE")
                .collect(Collectors.joining("\n"));
        PodTemplateSpecBuilder pod = new PodTemplateSpecBuilder()
                .editOrNewSpec()
                .withRestartPolicy("Never")
                .addNewContainer()
                .withName("backup")
                .withImage("registry.example/tools:2")
                .withCommand("/bin/sh", "-euc")
                .withArgs(script)
                .endContainer()
                .endSpec();
        for (int i = 0; i < 12; i++) {
            pod.editSpec()
                    .editFirstContainer()
                    .addNewEnv()
                    .withName("VARIABLE_" + i)
                    .withValue("value of " + i)
                    .endEnv()
                    .endContainer()
                    .endSpec();
        }
        return pod.build();
    }

    /** Of a plan with one pod. */
    @Benchmark
    public String digest() {
        return Runs.digest(plan);
    }

    /** The plan as it stands in a run's record. */
    @Benchmark
    public JsonNode encode() {
        return PlanCodec.encode(plan);
    }

    /** The plan out of a run's record, as every pass reads it. */
    @Benchmark
    public RunPlan decode() {
        return PlanCodec.decode(encoded);
    }
}
