package dev.holdfast.backup.testkit.jobs;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatusBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides from a Job, its Pods and the time what comes next. Pure. */
final class JobPlanner {

    private static final int DEFAULT_BACKOFF_LIMIT = 6;
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(10);

    private final Duration firstRetryDelay;

    JobPlanner(Duration firstRetryDelay) {
        this.firstRetryDelay = firstRetryDelay;
    }

    JobPlan plan(Job job, List<Pod> pods, JobLedger ledger, JobLedger.Outcomes outcomes, Instant now) {
        JobStatus status =
                new JobStatusBuilder(Optional.ofNullable(job.getStatus()).orElseGet(JobStatus::new)).build();
        JobSpec spec = job.getSpec();
        List<Pod> active = pods.stream().filter(PodPhases::active).toList();
        int terminating = (int) pods.stream().filter(PodPhases::terminating).count();
        int succeeded = Counts.of(status.getSucceeded()) + outcomes.succeeded().size();
        int failed = Counts.of(status.getFailed()) + outcomes.failed().size();
        JobConditions conditions = new JobConditions(status.getConditions(), now);
        boolean suspended = Boolean.TRUE.equals(spec.getSuspend());
        if (status.getStartTime() == null && !suspended) {
            status.setStartTime(JobConditions.stamp(now));
        }
        judge(spec, status, conditions, failed, pods, now);
        List<Pod> unwanted = conditions.failing() || suspended ? active : List.of();
        boolean stopping = !unwanted.isEmpty();
        int running = active.size() - unwanted.size();
        int wanted = conditions.decided() || suspended || job.getMetadata().getDeletionTimestamp() != null
                ? 0
                : missing(spec, running, terminating, succeeded);
        if (!conditions.decided() && complete(spec, succeeded, running + wanted)) {
            conditions.set("SuccessCriteriaMet", "CompletionsReached", "Reached expected number of succeeded pods");
        } else if (conditions.decided() && !stopping && active.isEmpty() && terminating == 0) {
            conditions.finish().ifPresent(type -> {
                if (type.equals("Complete")) {
                    status.setCompletionTime(JobConditions.stamp(now));
                }
            });
        }
        suspend(suspended && !conditions.decided(), status, conditions, now);
        status.setReady((int) active.stream()
                .filter(pod -> running > 0 && PodPhases.ready(pod))
                .count());
        status.setTerminating(terminating + unwanted.size());
        status.setSucceeded(zeroAsAbsent(succeeded));
        status.setFailed(zeroAsAbsent(failed));
        status.setConditions(conditions.list());
        Optional<Instant> retry = wanted > 0 ? retryAt(ledger, outcomes, now) : Optional.empty();
        int created = retry.isPresent() ? 0 : wanted;
        status.setActive(zeroAsAbsent(running + created));
        Optional<Instant> deadline = conditions.decided() || suspended ? Optional.empty() : deadline(spec, status);
        return new JobPlan(status, unwanted, created, earliest(retry, deadline));
    }

    private static void judge(
            JobSpec spec, JobStatus status, JobConditions conditions, int failed, List<Pod> pods, Instant now) {
        if (conditions.decided()) {
            return;
        }
        int limit = Optional.ofNullable(spec.getBackoffLimit()).orElse(DEFAULT_BACKOFF_LIMIT);
        if (failed > limit || tooManyRestarts(spec, limit, pods)) {
            conditions.set("FailureTarget", "BackoffLimitExceeded", "Job has reached the specified backoff limit");
        } else if (!Boolean.TRUE.equals(spec.getSuspend())
                && deadline(spec, status).filter(time -> !now.isBefore(time)).isPresent()) {
            conditions.set("FailureTarget", "DeadlineExceeded", "Job was active longer than specified deadline");
        }
    }

    private static boolean tooManyRestarts(JobSpec spec, int limit, List<Pod> pods) {
        int restarts = pods.stream().mapToInt(PodPhases::restarts).sum();
        return "OnFailure".equals(spec.getTemplate().getSpec().getRestartPolicy()) && restarts >= Math.max(1, limit);
    }

    private static int missing(JobSpec spec, int active, int terminating, int succeeded) {
        int parallelism = Optional.ofNullable(spec.getParallelism()).orElse(1);
        int occupied = replacesFailedOnly(spec) ? active + terminating : active;
        int room = spec.getCompletions() == null
                ? (succeeded > 0 ? 0 : parallelism)
                : Math.min(parallelism, spec.getCompletions() - succeeded);
        return Math.max(0, room - occupied);
    }

    private static boolean complete(JobSpec spec, int succeeded, int active) {
        int needed = Optional.ofNullable(spec.getCompletions()).orElse(1);
        return succeeded >= needed && active == 0;
    }

    private static void suspend(boolean suspended, JobStatus status, JobConditions conditions, Instant now) {
        if (suspended) {
            status.setStartTime(null);
            conditions.set("Suspended", "JobSuspended", "Job suspended");
        } else if (conditions.isTrue("Suspended") && !conditions.decided()) {
            conditions.clear("Suspended", "JobResumed", "Job resumed");
            status.setStartTime(JobConditions.stamp(now));
        }
    }

    private Optional<Instant> retryAt(JobLedger ledger, JobLedger.Outcomes outcomes, Instant now) {
        int failures = ledger.failuresInARow() + outcomes.failed().size();
        if (failures == 0 || !outcomes.succeeded().isEmpty()) {
            return Optional.empty();
        }
        Instant since = outcomes.failed().isEmpty() ? ledger.lastFailure().orElse(now) : now;
        Duration doubled = firstRetryDelay.multipliedBy(1L << Math.min(failures - 1, 20));
        Instant at = since.plus(doubled.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : doubled);
        return Optional.of(at).filter(now::isBefore);
    }

    private static Optional<Instant> deadline(JobSpec spec, JobStatus status) {
        return Optional.ofNullable(spec.getActiveDeadlineSeconds())
                .flatMap(seconds -> Optional.ofNullable(status.getStartTime())
                        .map(start -> Instant.parse(start).plusSeconds(seconds)));
    }

    static boolean replacesFailedOnly(JobSpec spec) {
        return "Failed".equals(spec.getPodReplacementPolicy()) || spec.getPodFailurePolicy() != null;
    }

    private static Optional<Instant> earliest(Optional<Instant> one, Optional<Instant> other) {
        return one.isPresent() && other.filter(one.get()::isAfter).isPresent() ? other : one.or(() -> other);
    }

    private static @org.jspecify.annotations.Nullable Integer zeroAsAbsent(int count) {
        return count == 0 ? null : count;
    }
}
