package dev.holdfast.backup.it.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * The programs of this machine that a NATS application and the image of its strategy consist of.
 *
 * @param server {@code nats-server}
 * @param client {@code nats}
 * @param curl {@code curl}, which the strategy's script uploads and downloads with
 */
record NatsPrograms(Path server, Path client, Path curl) {

    private static final String HINT = " is not on the PATH: nats-server and curl are Debian packages of these names;"
            + " the client 'nats' is built by .ci/nats-client, which prints the directory to put on the PATH";

    /** Those on the {@code PATH}; skips the test where one is missing. */
    static NatsPrograms onThisMachine() {
        return new NatsPrograms(required("nats-server"), required("nats"), required("curl"));
    }

    private static Path required(String name) {
        Optional<Path> found = Arrays.stream(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
                .filter(directory -> directory.startsWith("/"))
                .map(directory -> Path.of(directory, name))
                .filter(program -> Files.isRegularFile(program) && Files.isExecutable(program))
                .findFirst();
        Assumptions.assumeTrue(found.isPresent(), name + HINT);
        return found.orElseThrow();
    }

    /**
     * The {@code curl} of the strategy's image, as a script in this directory. The image's says by itself that its signature leaves
     * out the bytes that are uploaded, without which S3 refuses them; this machine's may be too old for that, so the script says it.
     */
    Path curlOfTheImage(Path directory) {
        try {
            Path script = Files.writeString(
                    directory.resolve("curl"),
                    "#!/bin/sh\nexec '" + curl + "' --header 'x-amz-content-sha256: UNSIGNED-PAYLOAD' \"$@\"\n");
            if (!script.toFile().setExecutable(true)) {
                throw new IOException("it cannot be made executable");
            }
            return script;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write curl's script in " + directory, e);
        }
    }
}
