package dev.holdfast.backup.samples.host.operate;

import dev.holdfast.backup.samples.host.cli.CommandFailure;
import dev.holdfast.backup.samples.host.cli.ExitCodes;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cancel}: asks a run to stop. */
@Command(
        name = "cancel",
        mixinStandardHelpOptions = true,
        description = {
            "Asks a backup or restore to stop.",
            "A backup undoes what it has begun and ends as Cancelled. A RestoreJob is deleted: it stops while nothing was "
                    + "overwritten, and goes on to a safe end after that. Finished work counts."
        })
public final class CancelCommand implements Callable<Integer> {

    @Mixin
    private Connection connection = new Connection();

    @Mixin
    private NamespaceOption namespace = new NamespaceOption();

    @Parameters(paramLabel = "KIND/NAME", description = "backupjob/NAME or restorejob/NAME.")
    private String job = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        int slash = job.indexOf('/');
        String kind = slash < 0 ? "" : job.substring(0, slash).toLowerCase(Locale.ROOT);
        String name = job.substring(slash + 1);
        boolean backup = kind.matches("backupjobs?");
        if (name.isEmpty() || !backup && !kind.matches("restorejobs?")) {
            throw CommandFailure.usage("name backupjob/NAME or restorejob/NAME, not '" + job + "'");
        }
        connection.with(session -> {
            String in = namespace.in(session);
            boolean asked = backup
                    ? session.operations().cancelBackup(in, name)
                    : session.operations().cancelRestore(in, name);
            String words = (backup ? "BackupJob " : "RestoreJob ") + in + "/" + name;
            if (!asked) {
                throw CommandFailure.failure("there is no " + words + (backup ? " that is under way" : ""));
            }
            spec.commandLine().getOut().println(words + " is asked to stop.");
            spec.commandLine().getOut().flush();
            return asked;
        });
        return ExitCodes.OK;
    }
}
