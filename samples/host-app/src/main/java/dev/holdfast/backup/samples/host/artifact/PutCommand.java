package dev.holdfast.backup.samples.host.artifact;

import dev.holdfast.backup.engine.storage.ObjectStore;
import dev.holdfast.backup.engine.storage.Transfer;
import dev.holdfast.backup.samples.host.cli.ExitCodes;
import dev.holdfast.backup.spi.S3Uri;
import dev.holdfast.backup.spi.StoreUse.Access;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code artifact put}. */
@Command(
        name = "put",
        mixinStandardHelpOptions = true,
        description = "Sends a file to a store and checks that it arrived.")
public final class PutCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "FILE", description = "The file; - for standard input.")
    private String file = "";

    @Parameters(index = "1", paramLabel = "URI", description = "Where it goes: s3://bucket/key.")
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
                ObjectStore store = new StoreSettings(System.getenv()).open(object.bucket(), Access.WRITE)) {
            transfer = Answers.orFail(store.put(object.key(), spool.filled(), Map.of()));
        }
        result.ifPresent(path -> ResultFile.write(path, object, transfer));
        return ExitCodes.OK;
    }
}
