package dev.holdfast.backup.testkit.jobs;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What to do about one Job now.
 *
 * @param status the status to write, if it differs
 * @param podsToDelete Pods to stop, before anything else
 * @param podsToCreate how many Pods to start, after the status is written
 * @param recheckAt when time alone changes the answer
 */
record JobPlan(JobStatus status, List<Pod> podsToDelete, int podsToCreate, Optional<Instant> recheckAt) {}
