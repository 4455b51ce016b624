package dev.holdfast.backup.samples.host.cli;

/** Exit codes of all commands. */
public final class ExitCodes {

    /** The command did what it was asked for. */
    public static final int OK = 0;

    /** It could not. */
    public static final int FAILURE = 1;

    /** It was called wrongly. */
    public static final int USAGE = 2;

    private ExitCodes() {}
}
