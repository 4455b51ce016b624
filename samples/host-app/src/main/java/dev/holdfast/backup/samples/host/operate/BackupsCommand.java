package dev.holdfast.backup.samples.host.operate;

import dev.holdfast.backup.engine.report.BackupSummary;
import dev.holdfast.backup.samples.host.cli.ExitCodes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code backups}: what can be restored. */
@Command(
        name = "backups",
        mixinStandardHelpOptions = true,
        description = {
            "Shows the Backups, newest first.",
            "PRESENT: whether the data was there when it was last looked for. VERIFIED: whether it was whole when it was "
                    + "last read back. True, False, Unknown; a dash if nobody has looked."
        })
public final class BackupsCommand implements Callable<Integer> {

    @Mixin
    private Connection connection = new Connection();

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description = "Only Backups of this namespace (default: all).")
    private Optional<String> namespace = Optional.empty();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        List<BackupSummary> backups =
                connection.with(session -> session.operations().backups(namespace.orElse("")));
        output.print(
                () -> Json.list(backups, Json::backup),
                () -> backups.isEmpty() ? List.of("There are no Backups.") : Texts.backups(backups));
        return ExitCodes.OK;
    }
}
