package dev.holdfast.backup.testkit.pods;

/** A container that cannot be started now: the waiting reason and a message in the kubelet's words. */
final class PlanRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String reason;

    private PlanRefusal(String reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Something the spec refers to is missing or wrong; tried again later. */
    static PlanRefusal config(String message) {
        return new PlanRefusal("CreateContainerConfigError", message);
    }

    /** A volume cannot be set up; the container keeps being created, and an event says why. */
    static PlanRefusal mount(String volume, String cause) {
        return new PlanRefusal(
                "ContainerCreating", "MountVolume.SetUp failed for volume \"" + volume + "\" : " + cause);
    }

    /** The image is not in the table. */
    static PlanRefusal image(String reason, String image) {
        return new PlanRefusal(
                reason,
                (reason.equals("ImagePullBackOff") ? "Back-off pulling image \"" + image + "\": " : "")
                        + "the image table of the process runner has no \"" + image
                        + "\"; add it with ImageTable.Builder.image");
    }

    String reason() {
        return reason;
    }

    String text() {
        return String.valueOf(getMessage());
    }

    boolean isMount() {
        return reason.equals("ContainerCreating");
    }
}
