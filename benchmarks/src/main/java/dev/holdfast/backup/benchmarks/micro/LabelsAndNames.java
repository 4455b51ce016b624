package dev.holdfast.backup.benchmarks.micro;

import dev.holdfast.backup.api.Names;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Names and label values: kept as they are where they fit, else shortened with a hash. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LabelsAndNames {

    private static final String FITS = "events-nightly-1700000000";
    private static final String TOO_LONG = "a-release-with-a-name.that-someone.has-thought-about-for-a-long-time";

    /** Made by JMH, which sets the parameter. */
    public LabelsAndNames() {
        // Nothing else to set up.
    }

    /** What is made a name of. */
    @Param({FITS, TOO_LONG})
    public String name = FITS;

    /** For a label of a child. */
    @Benchmark
    public String labelValue() {
        return Names.labelValue(name);
    }

    /** For a Job, whose name ends up in labels and host names. */
    @Benchmark
    public String dnsLabel() {
        return Names.dnsLabel(name, Names.MAX_LABEL);
    }

    /** For a Backup, whose name may have dots. */
    @Benchmark
    public String shortened() {
        return Names.shortened(name, Names.MAX_LABEL);
    }
}
