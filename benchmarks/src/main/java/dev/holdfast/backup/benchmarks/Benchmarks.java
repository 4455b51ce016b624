package dev.holdfast.backup.benchmarks;

import dev.holdfast.backup.benchmarks.contender.BareCommand;
import dev.holdfast.backup.benchmarks.contender.EngineCommand;
import dev.holdfast.backup.benchmarks.load.LoadCommand;
import java.io.IOException;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program: {@code load} measures under load; {@code jmh} hands its arguments to JMH. */
@Command(
        name = "benchmarks",
        mixinStandardHelpOptions = true,
        subcommands = {LoadCommand.class, EngineCommand.class, BareCommand.class},
        description = "Figures of the Holdfast engine.",
        footer = "%nbenchmarks jmh ARGUMENTS… runs the microbenchmarks; 'jmh -h' tells which arguments JMH knows.")
public final class Benchmarks implements Runnable {

    private static final String JMH = "jmh";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Made by picocli. */
    public Benchmarks() {
        // There is no state: the subcommands have it all.
    }

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) throws IOException {
        if (args.length > 0 && args[0].equals(JMH)) {
            org.openjdk.jmh.Main.main(Arrays.copyOfRange(args, 1, args.length));
            return;
        }
        System.exit(new CommandLine(new Benchmarks())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is needed: load or jmh");
    }
}
