package dev.holdfast.backup.samples.host.artifact;

import dev.holdfast.backup.engine.storage.ObjectStore;
import dev.holdfast.backup.engine.storage.Transfer;
import dev.holdfast.backup.samples.host.cli.ExitCodes;
import dev.holdfast.backup.spi.S3Uri;
import dev.holdfast.backup.spi.StoreUse.Access;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code artifact get}. */
@Command(
        name = "get",
        mixinStandardHelpOptions = true,
        description = "Fetches an object from a store into a file; refuses bytes that differ from what was sent.")
public final class GetCommand implements Callable<Integer> {

    @Parameters(
            index = "1",
            paramLabel = "FILE",
            description = "The file, replaced only by complete content; - for standard output.")
    private String file = "";

    @Parameters(index = "0", paramLabel = "URI", description = "The object: s3://bucket/key.")
    private String uri = "";

    @Option(
            names = "--result",
            paramLabel = "FILE",
            description = "Also writes what was moved as JSON, for example to /dev/termination-log.")
    private Optional<Path> result = Optional.empty();

    @Override
    public Integer call() throws IOException {
        S3Uri object = ArtifactUri.parse(uri);
        Transfer transfer;
        try (Spool spool = Spool.of(file);
                ObjectStore store = new StoreSettings(System.getenv()).open(object.bucket(), Access.READ)) {
            transfer = Answers.orFail(store.get(object.key(), spool.file()));
            spool.flush();
        }
        result.ifPresent(path -> ResultFile.write(path, object, transfer));
        return ExitCodes.OK;
    }
}
