package dev.holdfast.backup.benchmarks.load;

import dev.holdfast.backup.testkit.cluster.KubeBinaries;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code load}: many BackupJobs at once on a real API server, for the engine and for the bare loop. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = {
            "Measures the engine under load on a real kube-apiserver, beside a loop that makes only a run's writes.",
            "Each is a process of its own and gets an API server of its own. This process makes the BackupJobs and plays the "
                    + "Job controller and the kubelet. Needs etcd and kube-apiserver: .ci/kube-binaries builds them."
        })
public final class LoadCommand implements Callable<Integer> {

    @Option(
            names = "--jobs",
            defaultValue = "500",
            paramLabel = "N",
            description = "BackupJobs at once (${DEFAULT-VALUE}).")
    private int jobs;

    @Option(
            names = "--work",
            defaultValue = "0",
            converter = WorkTime.Converter.class,
            paramLabel = "TIME",
            description = "How long the operator works on each: 0, 5s or 60s..120s (${DEFAULT-VALUE}).")
    private WorkTime work = WorkTime.NONE;

    @Option(
            names = "--mode",
            split = ",",
            defaultValue = "bare,engine",
            paramLabel = "MODE",
            description = "What to measure, in this order: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private List<Mode> modes = List.of();

    @Option(
            names = "--warm-up",
            defaultValue = "500",
            paramLabel = "N",
            description = "BackupJobs with no work before the measure (${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--workers",
            defaultValue = "4",
            paramLabel = "N",
            description = "Runs that advance at the same time (${DEFAULT-VALUE}, the engine's default).")
    private int workers;

    @Option(names = "--jvm", paramLabel = "ARGUMENT", description = "One more argument of the JVM that is measured.")
    private List<String> jvm = new ArrayList<>();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Made by picocli. */
    public LoadCommand() {
        // Its options are set by picocli.
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        KubeBinaries binaries = KubeBinaries.find().orElseThrow(() -> new IllegalStateException(KubeBinaries.HINT));
        LoadOptions options = new LoadOptions(jobs, work, warmUp, workers, jvm);
        out.println(Report.machine(binaries.directory()));
        out.println(Report.title(options));
        out.flush();
        List<Figures> all = new ArrayList<>();
        for (Mode mode : modes) {
            all.add(new Measurement(binaries, options).of(mode));
        }
        out.println(Report.table(all));
        out.flush();
        return 0;
    }
}
