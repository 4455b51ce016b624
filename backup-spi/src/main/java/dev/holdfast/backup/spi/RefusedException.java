package dev.holdfast.backup.spi;

/**
 * A {@link Failed} that is thrown instead of returned, for reads that cannot go on: a strategy that does not decode, options
 * that are malformed. A driver need not catch it; the engine turns it back into the answer.
 */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Failed failed;

    /** Wraps {@code failed}. */
    public RefusedException(Failed failed) {
        super(failed.reason() + ": " + failed.message());
        this.failed = failed;
    }

    /** The answer that was thrown. */
    public Failed failed() {
        return failed;
    }
}
