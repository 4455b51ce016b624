package dev.holdfast.backup.testkit.jobs;

import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The conditions of one Job while they change. */
final class JobConditions {

    private final List<JobCondition> conditions;
    private final Instant now;

    JobConditions(List<JobCondition> conditions, Instant now) {
        this.conditions = new ArrayList<>(conditions);
        this.now = now;
    }

    /** A time as API objects carry it: to the second. */
    static String stamp(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** The outcome is known, whether or not all Pods have ended. */
    boolean decided() {
        return failing() || isTrue("SuccessCriteriaMet") || finished();
    }

    boolean failing() {
        return isTrue("FailureTarget");
    }

    boolean finished() {
        return isTrue("Complete") || isTrue("Failed");
    }

    boolean isTrue(String type) {
        return find(type)
                .filter(condition -> "True".equals(condition.getStatus()))
                .isPresent();
    }

    /** Makes a condition true; a condition that is true already keeps its times. */
    void set(String type, String reason, String message) {
        if (!isTrue(type)) {
            replace(type, "True", reason, message);
        }
    }

    void clear(String type, String reason, String message) {
        replace(type, "False", reason, message);
    }

    /** Turns the interim condition into the final one; returns the final one's type if it is new. */
    Optional<String> finish() {
        if (finished()) {
            return Optional.empty();
        }
        String interim = failing() ? "FailureTarget" : "SuccessCriteriaMet";
        String type = failing() ? "Failed" : "Complete";
        find(interim).ifPresent(cause -> set(type, cause.getReason(), cause.getMessage()));
        return Optional.of(type);
    }

    List<JobCondition> list() {
        return List.copyOf(conditions);
    }

    private Optional<JobCondition> find(String type) {
        return conditions.stream()
                .filter(condition -> type.equals(condition.getType()))
                .findFirst();
    }

    private void replace(String type, String status, String reason, String message) {
        find(type).ifPresent(conditions::remove);
        conditions.add(new JobConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(reason)
                .withMessage(message)
                .withLastProbeTime(stamp(now))
                .withLastTransitionTime(stamp(now))
                .build());
    }
}
