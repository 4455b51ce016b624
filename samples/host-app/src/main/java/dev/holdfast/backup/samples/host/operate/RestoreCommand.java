package dev.holdfast.backup.samples.host.operate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.api.CoreApi;
import dev.holdfast.backup.engine.report.BackupSummary;
import dev.holdfast.backup.engine.report.JobState;
import dev.holdfast.backup.samples.host.cli.CommandFailure;
import dev.holdfast.backup.samples.host.cli.ExitCodes;
import dev.holdfast.backup.samples.host.cli.Terminal;
import dev.holdfast.backup.spi.ApplicationRef;
import dev.holdfast.backup.spi.ObjectRef;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code restore}: restores a Backup, once the plan is shown and somebody wants it. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Restores a Backup.",
            "Shows the plan (made by the running engine, with a RestoreJob that only plans and is deleted again), asks, "
                    + "creates the RestoreJob, and prints a line whenever it says something new until it has ended. "
                    + "Exits with 0 if it has succeeded, 1 if not; the job goes on if this command is ended."
        })
public final class RestoreCommand implements Callable<Integer> {

    /** How long a plan may wait for what it needs, and how much later somebody must have said so. */
    private static final Duration PLAN_WITHIN = Duration.ofSeconds(60);

    private static final Duration TOLD_WITHIN = PLAN_WITHIN.plusSeconds(15);

    private final Terminal terminal;

    @Mixin
    private Connection connection = new Connection();

    @Mixin
    private NamespaceOption namespace = new NamespaceOption();

    @Parameters(paramLabel = "BACKUP", description = "Name of the Backup; see 'backups'.")
    private String backup = "";

    @Option(
            names = "--to",
            paramLabel = "[NAMESPACE/]NAME",
            description = "Application to restore into, of the same kind; it must exist (default: in place). "
                    + "Another namespace needs a RestoreGrant there.")
    private Optional<String> to = Optional.empty();

    @Option(names = "--name", paramLabel = "NAME", description = "Name of the RestoreJob (default: a new one).")
    private Optional<String> name = Optional.empty();

    @Option(names = "--plan", description = "Only show the plan.")
    private boolean planOnly;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Mixin
    private OutputOption output = new OutputOption();

    /** Asks on this terminal. */
    public RestoreCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (!planOnly && !yes && !terminal.isPresent()) {
            throw CommandFailure.usage(
                    "there is no terminal to ask on; pass --yes to restore unasked, or --plan to see the plan only");
        }
        return connection.with(this::restore);
    }

    private int restore(Connection.Session session) {
        String in = namespace.in(session);
        BackupSummary found = session.operations().backups(in).stream()
                .filter(b -> b.backup().name().equals(backup))
                .findFirst()
                .orElseThrow(() ->
                        CommandFailure.failure("there is no Backup " + in + "/" + backup + "; see 'host-app backups'"));
        ApplicationRef source = found.application();
        Optional<ApplicationRef> target = to.map(other -> target(source, in, other));
        ObjectRef job = ObjectRef.of(
                CoreApi.API_VERSION,
                "RestoreJob",
                in,
                name.orElseGet(() -> NewName.of(backup, Clock.systemUTC().instant())));
        JobState planned = planned(session, job, target);
        if (planOnly) {
            output.print(() -> withPlan(planned, planned), () -> plan(planned));
            return ExitCodes.OK;
        }
        plan(planned).forEach(output.progress()::println);
        output.progress().flush();
        String question = "Restore " + found.backup() + " into " + target.orElse(source) + "?";
        if (!yes && !terminal.confirms(question)) {
            throw CommandFailure.failure("nothing was restored, as the answer was not yes");
        }
        return carriedOut(session, job, target, planned);
    }

    private static ApplicationRef target(ApplicationRef source, String in, String to) {
        int slash = to.indexOf('/');
        return new ApplicationRef(
                source.group(),
                source.kind(),
                slash < 0 ? in : to.substring(0, slash),
                to.substring(slash + 1),
                Optional.empty());
    }

    private int carriedOut(
            Connection.Session session, ObjectRef job, Optional<ApplicationRef> target, JobState planned) {
        session.operations().restore(job.namespace(), job.name(), backup, target);
        output.progress()
                .println(job + " is created; to stop it: host-app cancel restorejob/" + job.name() + " -n "
                        + job.namespace());
        output.progress().flush();
        JobState state = new Follow(session.client(), output.progress()).untilEnded(job, Follow.TO_THE_END);
        if (output.isJson()) {
            output.print(() -> withPlan(state, planned), List::of);
        }
        return state.hasSucceeded() ? ExitCodes.OK : ExitCodes.FAILURE;
    }

    /** Planning leaves nothing behind, whatever comes of it. */
    private JobState planned(Connection.Session session, ObjectRef job, Optional<ApplicationRef> target) {
        ObjectRef look = new ObjectRef(job.kind(), job.namespace(), job.name() + "-plan");
        session.operations().planRestore(look.namespace(), look.name(), backup, target, PLAN_WITHIN);
        try {
            JobState state = new Follow(session.client(), output.progress()).untilEnded(look, TOLD_WITHIN);
            if (!state.hasSucceeded()) {
                throw CommandFailure.failure("it cannot be restored: " + state.reason() + ": " + state.message());
            }
            return state;
        } finally {
            session.operations().cancelRestore(look.namespace(), look.name());
        }
    }

    private static List<String> plan(JobState planned) {
        List<String> lines = new ArrayList<>(List.of("The plan:"));
        planned.plan().forEach(line -> lines.add("  " + line));
        return lines;
    }

    private static ObjectNode withPlan(JobState state, JobState planned) {
        ObjectNode json = Json.state(state);
        json.set("plan", Json.texts(planned.plan()));
        return json;
    }
}
