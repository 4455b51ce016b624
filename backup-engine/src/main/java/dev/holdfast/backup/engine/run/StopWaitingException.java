package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.spi.Waiting;

/** Ends a call into a driver: what it was about to read is not there to be read. The run waits. */
final class StopWaitingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Waiting waiting;

    StopWaitingException(Waiting waiting) {
        super(waiting.reason() + ": " + waiting.message());
        this.waiting = waiting;
    }

    Waiting waiting() {
        return waiting;
    }
}
