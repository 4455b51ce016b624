package dev.holdfast.backup.samples.host;

import dev.holdfast.backup.samples.host.cli.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;

/** Runs commands in this JVM and keeps what they print. */
public final class Commands {

    private static final Terminal NOBODY = new Terminal() {
        @Override
        public boolean isPresent() {
            return false;
        }

        @Override
        public boolean confirms(String question) {
            throw new AssertionError("asked although there is no terminal: " + question);
        }
    };

    private Commands() {}

    /** What a command did. */
    public record Result(int exitCode, String out, String err) {}

    /** Runs one, with nobody to ask. */
    public static Result run(String... arguments) {
        return run(NOBODY, arguments);
    }

    /** Runs one that asks on this terminal. */
    public static Result run(Terminal terminal, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = HostApp.commandLine(terminal)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Result(exitCode, out.toString(), err.toString());
    }
}
