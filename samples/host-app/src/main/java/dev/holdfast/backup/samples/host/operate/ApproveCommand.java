package dev.holdfast.backup.samples.host.operate;

import dev.holdfast.backup.engine.report.Approval;
import dev.holdfast.backup.samples.host.cli.CommandFailure;
import dev.holdfast.backup.samples.host.cli.ExitCodes;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code approve}: lets a restore carry out its plan. */
@Command(
        name = "approve",
        mixinStandardHelpOptions = true,
        description = {
            "Approves the plan of a RestoreJob.",
            "The plan and its hash are in the job's condition Planned: kubectl describe restorejob NAME. If the plan has "
                    + "changed by the time it is carried out, the job waits again, for its new hash."
        })
public final class ApproveCommand implements Callable<Integer> {

    @Mixin
    private Connection connection = new Connection();

    @Parameters(index = "0", paramLabel = "NAMESPACE/NAME", description = "The RestoreJob.")
    private String job = "";

    @Parameters(index = "1", paramLabel = "HASH", description = "Hash of the plan that is approved.")
    private String hash = "";

    @Mixin
    private ByOption by = new ByOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        String[] parts = job.split("/", -1);
        if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
            throw CommandFailure.usage("a RestoreJob is named NAMESPACE/NAME here, not '" + job + "'");
        }
        if (!hash.matches("[0-9a-f]{32}")) {
            throw CommandFailure.usage("the hash of a plan is 32 digits and letters a to f, not '" + hash + "'");
        }
        Approval approval =
                connection.with(session -> session.operations().approve(parts[0], parts[1], hash, by.who()));
        spec.commandLine().getOut().println(text(approval));
        spec.commandLine().getOut().flush();
        return ExitCodes.OK;
    }

    private String text(Approval approval) {
        return approval.match(
                given -> given.isCurrent()
                        ? "The plan " + hash + " of RestoreJob " + job + " is approved by " + by.who() + "."
                        : "Hash " + hash + " is approved for RestoreJob " + job + ", but that shows "
                                + given.shown().map(h -> "the plan " + h).orElse("no plan yet")
                                + ": it waits until the hash of its plan is approved.",
                refused -> {
                    throw CommandFailure.failure(refused.why());
                });
    }
}
