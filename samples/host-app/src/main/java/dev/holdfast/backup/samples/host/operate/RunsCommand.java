package dev.holdfast.backup.samples.host.operate;

import dev.holdfast.backup.engine.report.OpenRun;
import dev.holdfast.backup.samples.host.cli.ExitCodes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code runs}: what is under way, and what was left behind. */
@Command(
        name = "runs",
        mixinStandardHelpOptions = true,
        description = {
            "Shows runs that have not ended, and what ended ones still hold.",
            "For each: what it locks, what it suspends and why, where it is and since when, whether the target is in "
                    + "danger (not usable as it is), what it waits for and until when. See 'settle' for those that "
                    + "nobody goes on with."
        })
public final class RunsCommand implements Callable<Integer> {

    @Mixin
    private Connection connection = new Connection();

    @Mixin
    private EngineNamespaceOption engine = new EngineNamespaceOption();

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description = "Only runs of this namespace (default: all).")
    private Optional<String> namespace = Optional.empty();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        List<OpenRun> runs =
                connection.with(engine.value(), session -> session.operations().runs(namespace.orElse("")));
        output.print(
                () -> Json.list(runs, Json::run),
                () -> runs.isEmpty()
                        ? List.of("Nothing is under way, and nothing was left behind.")
                        : Texts.runs(runs));
        return ExitCodes.OK;
    }
}
