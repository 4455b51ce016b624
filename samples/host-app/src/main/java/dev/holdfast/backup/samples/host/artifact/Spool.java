package dev.holdfast.backup.samples.host.artifact;

import dev.holdfast.backup.samples.host.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The local end of a transfer: a file, or standard input and output by way of a temporary file, as a transfer has to know all
 * bytes before it trusts them.
 */
final class Spool implements AutoCloseable {

    private static final String STANDARD = "-";

    private final Path file;
    private final boolean temporary;

    private Spool(Path file, boolean temporary) {
        this.file = file;
        this.temporary = temporary;
    }

    static Spool of(String argument) throws IOException {
        return argument.equals(STANDARD)
                ? new Spool(Files.createTempFile("artifact", ""), true)
                : new Spool(Path.of(argument), false);
    }

    /** The file with everything that is to be sent. */
    Path filled() throws IOException {
        if (temporary) {
            try (var out = Files.newOutputStream(file)) {
                System.in.transferTo(out);
            }
        } else if (!Files.isReadable(file)) {
            throw CommandFailure.failure("the file " + file + " cannot be read");
        }
        return file;
    }

    /** The file to receive into. */
    Path file() {
        return file;
    }

    /** Passes on what was received. */
    void flush() throws IOException {
        if (temporary) {
            Files.copy(file, System.out);
            System.out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        if (temporary) {
            Files.deleteIfExists(file);
        }
    }
}
