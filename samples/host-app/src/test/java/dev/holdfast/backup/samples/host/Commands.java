package dev.holdfast.backup.samples.host;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Runs commands in this JVM and keeps what they print. */
public final class Commands {

    private Commands() {}

    /** What a command did. */
    public record Result(int exitCode, String out, String err) {}

    /** Runs one. */
    public static Result run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = HostApp.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Result(exitCode, out.toString(), err.toString());
    }
}
