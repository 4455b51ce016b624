package dev.holdfast.backup.samples.host;

import dev.holdfast.backup.samples.host.access.RbacCommand;
import dev.holdfast.backup.samples.host.artifact.ArtifactCommand;
import dev.holdfast.backup.samples.host.cli.CommandFailure;
import dev.holdfast.backup.samples.host.cli.ErrorLines;
import dev.holdfast.backup.samples.host.crd.CrdsCommand;
import dev.holdfast.backup.samples.host.demo.DemoCommand;
import dev.holdfast.backup.samples.host.deploy.ManifestsCommand;
import dev.holdfast.backup.samples.host.run.RunCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program: picks a command and turns its result into an exit code. */
@Command(
        name = "host-app",
        mixinStandardHelpOptions = true,
        version = "holdfast host-app 0.1.0",
        subcommands = {
            RunCommand.class,
            CrdsCommand.class,
            RbacCommand.class,
            ManifestsCommand.class,
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
        ErrorLines errors = new ErrorLines();
        return new CommandLine(new HostApp())
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors)
                .setUsageHelpAutoWidth(true);
    }

    @Override
    public void run() {
        throw CommandFailure.usage("a command is needed; see 'host-app --help'");
    }
}
