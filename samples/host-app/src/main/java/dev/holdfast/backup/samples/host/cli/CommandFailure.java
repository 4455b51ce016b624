package dev.holdfast.backup.samples.host.cli;

/** A command cannot do what it was asked for; the message is all that the user gets to see. */
public final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CommandFailure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** The world is not as it should be: exit code 1. */
    public static CommandFailure failure(String message) {
        return new CommandFailure(ExitCodes.FAILURE, message);
    }

    /** The command was called wrongly, or on the wrong machine: exit code 2. */
    public static CommandFailure usage(String message) {
        return new CommandFailure(ExitCodes.USAGE, message);
    }

    /** What the process is to exit with. */
    public int exitCode() {
        return exitCode;
    }
}
