package dev.holdfast.backup.samples.host;

import dev.holdfast.backup.samples.host.access.RbacCommand;
import dev.holdfast.backup.samples.host.artifact.ArtifactCommand;
import dev.holdfast.backup.samples.host.cli.CommandFailure;
import dev.holdfast.backup.samples.host.cli.ErrorLines;
import dev.holdfast.backup.samples.host.cli.Terminal;
import dev.holdfast.backup.samples.host.crd.CrdsCommand;
import dev.holdfast.backup.samples.host.demo.DemoCommand;
import dev.holdfast.backup.samples.host.deploy.ManifestsCommand;
import dev.holdfast.backup.samples.host.operate.ApproveCommand;
import dev.holdfast.backup.samples.host.operate.BackupCommand;
import dev.holdfast.backup.samples.host.operate.BackupsCommand;
import dev.holdfast.backup.samples.host.operate.CancelCommand;
import dev.holdfast.backup.samples.host.operate.RestoreCommand;
import dev.holdfast.backup.samples.host.operate.RetireCommand;
import dev.holdfast.backup.samples.host.operate.RunsCommand;
import dev.holdfast.backup.samples.host.operate.SettleCommand;
import dev.holdfast.backup.samples.host.run.RunCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;

/** The program: picks a command and turns its result into an exit code. */
@Command(
        name = "host-app",
        mixinStandardHelpOptions = true,
        version = "holdfast host-app 0.1.0",
        subcommands = {
            RunCommand.class,
            BackupsCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            CancelCommand.class,
            ApproveCommand.class,
            RunsCommand.class,
            SettleCommand.class,
            CrdsCommand.class,
            RbacCommand.class,
            ManifestsCommand.class,
            RetireCommand.class,
            ArtifactCommand.class,
            DemoCommand.class
        },
        description = "Backups and restores for a Kubernetes platform: a host of the Holdfast engine.",
        footerHeading = "%nGetting started:%n",
        footer = {
            "  host-app crds | kubectl apply --server-side -f -",
            "  host-app manifests | kubectl apply -f - && host-app rbac | kubectl apply -f -",
            "  host-app demo    needs no cluster",
            "%nExit codes: 0 done, 1 failed, 2 called wrongly."
        })
public final class HostApp implements Runnable {

    /** Made by picocli. */
    public HostApp() {
        // There is no state: the subcommands have it all.
    }

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The commands, ready to be executed. */
    public static CommandLine commandLine() {
        return commandLine(Terminal.ofThisProcess());
    }

    /** The same, asking on another terminal. */
    public static CommandLine commandLine(Terminal terminal) {
        ErrorLines errors = new ErrorLines();
        return new CommandLine(new HostApp(), new Factory(terminal))
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors)
                .setUsageHelpAutoWidth(true);
    }

    /** Makes commands; hands the terminal to the one that asks. */
    private record Factory(Terminal terminal) implements IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            return type == RestoreCommand.class
                    ? type.cast(new RestoreCommand(terminal))
                    : CommandLine.defaultFactory().create(type);
        }
    }

    @Override
    public void run() {
        throw CommandFailure.usage("a command is needed; see 'host-app --help'");
    }
}
