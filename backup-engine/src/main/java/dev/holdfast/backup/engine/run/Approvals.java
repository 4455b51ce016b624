package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.api.Annotations;
import dev.holdfast.backup.api.ApprovalPolicy;
import dev.holdfast.backup.api.Approvers;
import dev.holdfast.backup.api.ConditionTypes;
import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.spi.RunPlan;
import dev.holdfast.backup.spi.Waiting;
import java.time.Duration;
import java.util.Optional;

/** Whether a restore may go on with its plan. Pure. */
final class Approvals {

    /** How long people have, unless the run says it: a night and a day. */
    static final Duration PATIENCE = Duration.ofHours(24);

    private static final String HASH_LINE = "\nhash: ";

    private Approvals() {}

    /** The hash that somebody approves: that of one plan of one run. */
    static String hash(RunPlan plan, String runUid) {
        return Digests.of(runUid + " " + Runs.digest(plan)).substring(0, 32);
    }

    /** What ends the text of a plan that can be approved. */
    static String line(String hash) {
        return HASH_LINE + hash;
    }

    /** The hash of the plan that a RestoreJob shows; empty if it shows none. */
    static Optional<String> shown(JobView job) {
        String plan = job.condition(ConditionTypes.PLANNED).path("message").asText();
        int line = plan.lastIndexOf(HASH_LINE);
        return line < 0 ? Optional.empty() : Optional.of(plan.substring(line + HASH_LINE.length()));
    }

    /** Whether the class asks for an approval of this plan. */
    static boolean required(ClassPolicy policy, RunPlan plan) {
        return policy.approval() == ApprovalPolicy.ALWAYS
                || policy.approval() == ApprovalPolicy.DESTRUCTIVE && PlanShape.safeAgain(plan, Operation.RESTORE) >= 0;
    }

    /** What an approval is still waited for; empty if the plan may be carried out. */
    static Optional<Waiting> missing(ClassPolicy policy, RunPlan plan, JobView job) {
        if (!required(policy, plan)) {
            return Optional.empty();
        }
        String hash = hash(plan, job.uid());
        String byEngine = approvedThroughEngine(job);
        String byTenant =
                policy.approvers() == Approvers.TENANT ? job.annotations().getOrDefault(Annotations.APPROVE, "") : "";
        if (byEngine.equals(hash) || byTenant.equals(hash)) {
            return Optional.empty();
        }
        String stale = byEngine.isEmpty() ? byTenant : byEngine;
        String how = policy.approvers() == Approvers.TENANT
                ? "annotate it with " + Annotations.APPROVE + "=" + hash
                : "an administrator has to approve hash " + hash;
        return Optional.of(
                stale.isEmpty()
                        ? Waiting.waiting(
                                Reasons.APPROVAL_REQUIRED.wire(),
                                "the plan in condition " + ConditionTypes.PLANNED + " has to be approved: " + how)
                        : Waiting.waiting(
                                Reasons.APPROVAL_STALE.wire(),
                                "approved was " + stale + ", but the plan is now " + hash + "; look at condition "
                                        + ConditionTypes.PLANNED + " again: " + how));
    }

    /** Which hash somebody has approved where tenants cannot write; empty text if nobody has. */
    private static String approvedThroughEngine(JobView job) {
        JsonNode condition = job.condition(ConditionTypes.APPROVED);
        return condition.path("status").asText().equals("True")
                ? condition.path("message").asText().split(" ", 2)[0]
                : "";
    }
}
