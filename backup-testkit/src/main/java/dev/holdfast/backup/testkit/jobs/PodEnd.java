package dev.holdfast.backup.testkit.jobs;

/**
 * How a pod fares.
 *
 * @param state how far it gets
 * @param exitCode of its container, once it has ended
 * @param reason that the container's state shows
 * @param message that the container's state shows
 */
public record PodEnd(State state, int exitCode, String reason, String message) {

    /** How far a pod gets. */
    public enum State {
        /** Its container does not start. */
        NOT_STARTING,
        /** Its container runs. */
        RUNNING,
        /** Its container has ended. */
        ENDED
    }

    /** Its container does not start, for a reason such as {@code ImagePullBackOff}. */
    public static PodEnd notStarting(String reason, String message) {
        return new PodEnd(State.NOT_STARTING, 0, reason, message);
    }

    /** Its container runs and comes to no end. */
    public static PodEnd running() {
        return new PodEnd(State.RUNNING, 0, "", "");
    }

    /** Its container succeeds and leaves this as its termination message. */
    public static PodEnd succeeds(String message) {
        return new PodEnd(State.ENDED, 0, "Completed", message);
    }

    /** Its container fails. */
    public static PodEnd fails(int exitCode, String reason, String message) {
        return new PodEnd(State.ENDED, exitCode, reason, message);
    }
}
