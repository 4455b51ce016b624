package dev.holdfast.backup.samples.host.operate;

import dev.holdfast.backup.engine.report.Debt;
import dev.holdfast.backup.engine.report.Release;
import dev.holdfast.backup.samples.host.cli.CommandFailure;
import dev.holdfast.backup.samples.host.cli.ExitCodes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code settle}: lets go of what a run holds that nobody goes on with. */
@Command(
        name = "settle",
        mixinStandardHelpOptions = true,
        description = {
            "Shows what a run still holds, and with --yes lets it go.",
            "For restores that were interrupted, and for runs that have ended, or whose job is gone, and hold a lock all "
                    + "the same. What is suspended gets its previous value back, then the lock goes. What the run has "
                    + "deleted, changed or made stays as it is. What it had captured is forgotten: '-o json' prints it, "
                    + "so keep that first. Works without a running engine."
        })
public final class SettleCommand implements Callable<Integer> {

    @Mixin
    private Connection connection = new Connection();

    @Mixin
    private EngineNamespaceOption engine = new EngineNamespaceOption();

    @Parameters(
            paramLabel = "RUN",
            description =
                    "NAMESPACE/NAME of the RestoreJob, the name of the journal, or the UID of the run; see 'runs'.")
    private String run = "";

    @Option(names = "--yes", description = "Let it go; without this, only show it.")
    private boolean yes;

    @Mixin
    private ByOption by = new ByOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        return connection.with(engine.value(), session -> {
            Debt debt = only(session.operations().debts(run));
            output.print(() -> Json.debt(debt), () -> text(debt));
            return yes ? settle(session, debt) : ExitCodes.OK;
        });
    }

    private Debt only(List<Debt> debts) {
        if (debts.isEmpty()) {
            throw CommandFailure.failure("nothing is locked or suspended for '" + run + "' by a journal in namespace "
                    + engine.value() + "; see 'host-app runs'");
        }
        if (debts.size() > 1) {
            throw CommandFailure.failure("'" + run + "' is the name of several runs; name one of their journals: "
                    + debts.stream().map(Debt::journal).collect(Collectors.joining(", ")));
        }
        return debts.get(0);
    }

    private List<String> text(Debt debt) {
        List<String> lines = new ArrayList<>(Texts.debt(debt));
        if (!yes) {
            lines.add(debt.refusal()
                    .map(why -> "It cannot be settled: " + why + ".")
                    .orElse("Nothing was changed. To let it go: host-app settle " + run + " --yes"));
        }
        return lines;
    }

    private int settle(Connection.Session session, Debt debt) {
        Release release = session.operations().settle(debt.journal(), by.who());
        output.progress().println(Releases.orFail(release));
        output.progress().flush();
        return ExitCodes.OK;
    }
}
