package dev.holdfast.backup.samples.host.operate;

import dev.holdfast.backup.api.ApplicationGroups;
import dev.holdfast.backup.api.CoreApi;
import dev.holdfast.backup.engine.report.JobState;
import dev.holdfast.backup.samples.host.cli.CommandFailure;
import dev.holdfast.backup.samples.host.cli.ExitCodes;
import dev.holdfast.backup.spi.ApplicationRef;
import dev.holdfast.backup.spi.ObjectRef;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code backup}: backs an application up. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = {
            "Backs an application up.",
            "Creates a BackupJob. With --wait it prints a line whenever the job says something new, and exits with 0 if "
                    + "it has succeeded, 1 if not; the job goes on if this command is ended."
        })
public final class BackupCommand implements Callable<Integer> {

    @Mixin
    private Connection connection = new Connection();

    @Mixin
    private NamespaceOption namespace = new NamespaceOption();

    @Parameters(
            paramLabel = "APP",
            description = "The application, [GROUP/]KIND/NAME, such as NATS/orders (group: apps.cozystack.io).")
    private String application = "";

    @Option(
            names = "--class",
            paramLabel = "NAME",
            description = "The BackupClass (default: the only one that is for applications of this kind).")
    private Optional<String> backupClass = Optional.empty();

    @Option(names = "--name", paramLabel = "NAME", description = "Name of the BackupJob (default: a new one).")
    private Optional<String> name = Optional.empty();

    @Option(names = "--wait", description = "Wait until it has ended.")
    private boolean wait;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        String[] parts = application.split("/", -1);
        if (parts.length < 2 || parts.length > 3 || List.of(parts).contains("")) {
            throw CommandFailure.usage("an application is named [GROUP/]KIND/NAME, not '" + application + "'");
        }
        return connection.with(session -> backUp(session, parts));
    }

    private int backUp(Connection.Session session, String[] parts) {
        ApplicationRef app = new ApplicationRef(
                parts.length == 3 ? parts[0] : ApplicationGroups.DEFAULT,
                parts[parts.length - 2],
                namespace.in(session),
                parts[parts.length - 1],
                Optional.empty());
        String with = backupClass.orElseGet(() -> onlyClass(session, app));
        ObjectRef job = ObjectRef.of(
                CoreApi.API_VERSION,
                "BackupJob",
                app.namespace(),
                name.orElseGet(() -> NewName.of(app.name(), Clock.systemUTC().instant())));
        session.operations().backUp(job.name(), app, with);
        spec.commandLine().getOut().println(job + " is created, with class " + with);
        spec.commandLine().getOut().flush();
        return wait ? ended(session, job) : ExitCodes.OK;
    }

    private int ended(Connection.Session session, ObjectRef job) {
        JobState state = new Follow(session.client(), spec.commandLine().getOut()).untilEnded(job, Follow.TO_THE_END);
        state.backup()
                .filter(b -> state.hasSucceeded())
                .ifPresent(b -> spec.commandLine().getOut().println("Backup " + job.namespace() + "/" + b));
        spec.commandLine().getOut().flush();
        return state.hasSucceeded() ? ExitCodes.OK : ExitCodes.FAILURE;
    }

    private static String onlyClass(Connection.Session session, ApplicationRef app) {
        List<String> classes = session.operations().classesFor(app);
        if (classes.isEmpty()) {
            throw CommandFailure.failure("no BackupClass is for applications of kind " + app.kind() + " of group "
                    + app.group() + "; an administrator has to create one");
        }
        if (classes.size() > 1) {
            throw CommandFailure.usage("several classes are for " + app.kind() + "; choose one with --class: "
                    + String.join(", ", classes));
        }
        return classes.get(0);
    }
}
