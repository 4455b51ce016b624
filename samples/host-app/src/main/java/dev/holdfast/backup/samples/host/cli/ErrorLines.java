package dev.holdfast.backup.samples.host.cli;

import dev.holdfast.backup.engine.EngineStartException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns every way to fail into one line on standard error; stack traces go to the log, at level debug. */
public final class ErrorLines implements IParameterExceptionHandler, IExecutionExceptionHandler {

    private static final String PREFIX = "error: ";

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        command.getErr()
                .println(PREFIX + oneLine(String.valueOf(e.getMessage())) + "; see '"
                        + command.getCommandSpec().qualifiedName() + " --help'");
        return ExitCodes.USAGE;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult result) {
        // Not a constant: commands may set the log's level before anything asks for a logger.
        LoggerFactory.getLogger(ErrorLines.class).debug("{} failed", command.getCommandName(), e);
        command.getErr().println(PREFIX + oneLine(describe(e)));
        return e instanceof CommandFailure failure ? failure.exitCode() : ExitCodes.FAILURE;
    }

    private static String describe(Throwable e) {
        if (forPeople(e)) {
            return String.valueOf(e.getMessage());
        }
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String own = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        String deepest = root.getClass().getSimpleName() + (root.getMessage() == null ? "" : ": " + root.getMessage());
        return root == e ? own : own + " (" + deepest + ")";
    }

    private static boolean forPeople(Throwable e) {
        return e instanceof CommandFailure
                || e instanceof EngineStartException
                || e instanceof IllegalArgumentException
                || e instanceof IllegalStateException;
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
