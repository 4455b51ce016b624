package dev.holdfast.backup.samples.host.operate;

import dev.holdfast.backup.engine.report.Leftovers;
import dev.holdfast.backup.samples.host.cli.ExitCodes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code retire}: for a cluster that the engine leaves. */
@Command(
        name = "retire",
        mixinStandardHelpOptions = true,
        description = {
            "Shows what would stay in the cluster without the engine, and with --yes removes it.",
            "That is: the engine's finalizers on BackupJobs, RestoreJobs and Backups of all namespaces, which nobody "
                    + "else would ever take away, and the journals of open runs. What these suspend gets its previous "
                    + "value back. Backups, their data and whatever runs have made stay, also data of Backups that are "
                    + "being deleted. Take the engine away first: while one is alive this is refused."
        })
public final class RetireCommand implements Callable<Integer> {

    @Mixin
    private Connection connection = new Connection();

    @Mixin
    private EngineNamespaceOption engine = new EngineNamespaceOption();

    @Option(names = "--yes", description = "Remove it; without this, only show it.")
    private boolean yes;

    @Option(names = "--force", description = "Also while an engine is alive, which may begin again.")
    private boolean force;

    @Mixin
    private ByOption by = new ByOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        return connection.with(engine.value(), session -> {
            Leftovers leftovers = session.operations().leftovers();
            output.print(() -> Json.leftovers(leftovers), () -> text(leftovers));
            if (yes) {
                output.progress().println(Releases.orFail(session.operations().retire(by.who(), force)));
                output.progress().flush();
            }
            return ExitCodes.OK;
        });
    }

    private List<String> text(Leftovers leftovers) {
        List<String> lines = new ArrayList<>(Texts.leftovers(leftovers));
        if (leftovers.isEmpty()) {
            lines.add("Nothing of the engine would stay.");
        } else if (!yes) {
            lines.add("Nothing was changed. To remove all of it: host-app retire --yes");
        }
        return lines;
    }
}
