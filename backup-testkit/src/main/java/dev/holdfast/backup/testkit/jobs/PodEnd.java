package dev.holdfast.backup.testkit.jobs;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * How a pod fares.
 *
 * @param state how far it gets
 * @param exitCode of its container, once it has ended
 * @param reason that the container's state shows
 * @param message that the container's state shows
 * @param program what a running container does, and how it ends; empty if it comes to no end
 */
public record PodEnd(State state, int exitCode, String reason, String message, Optional<Supplier<PodEnd>> program) {

    /** How far a pod gets. */
    public enum State {
        /** Its container does not start. */
        NOT_STARTING,
        /** Its container runs. */
        RUNNING,
        /** Its container has ended. */
        ENDED
    }

    private static PodEnd of(State state, int exitCode, String reason, String message) {
        return new PodEnd(state, exitCode, reason, message, Optional.empty());
    }

    /** Its container does not start, for a reason such as {@code ImagePullBackOff}. */
    public static PodEnd notStarting(String reason, String message) {
        return of(State.NOT_STARTING, 0, reason, message);
    }

    /** Its container runs and comes to no end. */
    public static PodEnd running() {
        return of(State.RUNNING, 0, "", "");
    }

    /** Its container runs; the program is called once it is seen running, and says how it ends. */
    public static PodEnd running(Supplier<PodEnd> program) {
        return new PodEnd(State.RUNNING, 0, "", "", Optional.of(program));
    }

    /** Its container succeeds and leaves this as its termination message. */
    public static PodEnd succeeds(String message) {
        return of(State.ENDED, 0, "Completed", message);
    }

    /** Its container fails. */
    public static PodEnd fails(int exitCode, String reason, String message) {
        return of(State.ENDED, exitCode, reason, message);
    }
}
