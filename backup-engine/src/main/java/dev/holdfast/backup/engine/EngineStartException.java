package dev.holdfast.backup.engine;

/** The engine cannot start; the message is one line that says what is missing and what to do. */
public final class EngineStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With one line for the reader. */
    public EngineStartException(String message) {
        super(message);
    }
}
