package dev.holdfast.backup.testkit.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpecBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What any Job controller does, seen from outside; a subclass says where. */
abstract class JobScenarios {

    abstract KubernetesClient client();

    @Test
    void aPodThatSucceedsCompletesItsJob() {
        Job job = create(spec -> spec);
        Pod pod = onlyPod(job);

        assertThat(pod.getMetadata().getName()).matches("work-[a-z0-9]{5}");
        assertThat(pod.getMetadata().getLabels())
                .containsEntry("job-name", "work")
                .containsEntry("batch.kubernetes.io/job-name", "work")
                .containsEntry(
                        "batch.kubernetes.io/controller-uid", job.getMetadata().getUid())
                .containsEntry("team", "a");
        assertThat(pod.getMetadata().getOwnerReferences()).singleElement().satisfies(owner -> {
            assertThat(owner.getUid()).isEqualTo(job.getMetadata().getUid());
            assertThat(owner.getController()).isTrue();
        });
        until(() -> Integer.valueOf(1).equals(current(job).getStatus().getActive()));

        phase(pod, "Succeeded");

        Job done = finished(job);
        assertThat(words(done))
                .containsExactly(
                        "SuccessCriteriaMet CompletionsReached Reached expected number of succeeded pods",
                        "Complete CompletionsReached Reached expected number of succeeded pods");
        assertThat(done.getStatus().getSucceeded()).isEqualTo(1);
        assertThat(done.getStatus().getActive()).isNull();
        assertThat(done.getStatus().getCompletionTime()).isNotEmpty();
    }

    @Test
    void aFailedPodFailsAJobWithoutBackoff() {
        Job job = create(spec -> spec.withBackoffLimit(0));

        phase(onlyPod(job), "Failed");

        Job done = finished(job);
        assertThat(words(done))
                .containsExactly(
                        "FailureTarget BackoffLimitExceeded Job has reached the specified backoff limit",
                        "Failed BackoffLimitExceeded Job has reached the specified backoff limit");
        assertThat(done.getStatus().getFailed()).isEqualTo(1);
        assertThat(done.getStatus().getCompletionTime()).isNull();
        assertThat(pods(job)).hasSize(1);
    }

    @Test
    void aFailedPodIsReplacedWithinTheBackoffLimit() {
        Job job = create(spec -> spec.withBackoffLimit(1));
        phase(onlyPod(job), "Failed");

        until(() -> pods(job).size() == 2);
        assertThat(current(job).getStatus().getFailed()).isEqualTo(1);
        phase(
                pods(job).stream()
                        .filter(pod -> !PodPhases.finished(pod))
                        .findFirst()
                        .orElseThrow(),
                "Succeeded");

        assertThat(finished(job).getStatus().getFailed()).isEqualTo(1);
        assertThat(current(job).getStatus().getSucceeded()).isEqualTo(1);
    }

    @Test
    void aJobFailsAtItsDeadlineAndItsPodIsDeleted() {
        Job job = create(spec -> spec.withActiveDeadlineSeconds(2L));
        onlyPod(job);

        Job done = finished(job);

        assertThat(words(done))
                .containsExactly(
                        "FailureTarget DeadlineExceeded Job was active longer than specified deadline",
                        "Failed DeadlineExceeded Job was active longer than specified deadline");
        until(() -> pods(job).isEmpty());
    }

    @Test
    void aSuspendedJobHasNoPodUntilItIsResumed() {
        Job job = create(spec -> spec.withSuspend(true));
        until(() -> current(job).getStatus() != null && !words(current(job)).isEmpty());
        assertThat(words(current(job))).containsExactly("Suspended JobSuspended Job suspended");
        assertThat(current(job).getStatus().getStartTime()).isNull();
        assertThat(pods(job)).isEmpty();

        suspend(job, false);

        onlyPod(job);
        until(() -> current(job).getStatus().getStartTime() != null);
        assertThat(current(job).getStatus().getConditions()).singleElement().satisfies(condition -> {
            assertThat(condition.getStatus()).isEqualTo("False");
            assertThat(condition.getReason()).isEqualTo("JobResumed");
        });
    }

    @Test
    void suspendingARunningJobDeletesItsPod() {
        Job job = create(spec -> spec);
        onlyPod(job);

        suspend(job, true);

        until(() -> pods(job).isEmpty() && words(current(job)).contains("Suspended JobSuspended Job suspended"));
        assertThat(current(job).getStatus().getStartTime()).isNull();
        assertThat(current(job).getStatus().getActive()).isNull();
    }

    @Test
    void aDeletedPodCountsAsFailed() {
        Job job = create(spec -> spec.withBackoffLimit(0));

        client().resource(onlyPod(job)).delete();

        assertThat(words(finished(job))).last().asString().startsWith("Failed BackoffLimitExceeded");
    }

    Job create(UnaryOperator<JobSpecBuilder> change) {
        String namespace = "jobs-" + UUID.randomUUID();
        client().resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
        JobSpecBuilder spec = new JobSpecBuilder()
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels("team", "a")
                .endMetadata()
                .withNewSpec()
                .withRestartPolicy("Never")
                .addNewContainer()
                .withName("main")
                .withImage("none")
                .endContainer()
                .endSpec()
                .endTemplate();
        return client().resource(new JobBuilder()
                        .withNewMetadata()
                        .withName("work")
                        .withNamespace(namespace)
                        .endMetadata()
                        .withSpec(change.apply(spec).build())
                        .build())
                .create();
    }

    Job current(Job job) {
        return client().resource(job).get();
    }

    List<Pod> pods(Job job) {
        return client().pods()
                .inNamespace(job.getMetadata().getNamespace())
                .withLabel("job-name", "work")
                .list()
                .getItems();
    }

    Pod onlyPod(Job job) {
        return await().atMost(Duration.ofSeconds(40))
                .until(() -> pods(job), found -> found.size() == 1)
                .get(0);
    }

    void phase(Pod pod, String phase) {
        client().resource(pod).editStatus(old -> {
            old.setStatus(new PodStatusBuilder(old.getStatus()).withPhase(phase).build());
            return old;
        });
    }

    Job finished(Job job) {
        until(() -> current(job).getStatus().getConditions().stream()
                .map(JobCondition::getType)
                .anyMatch(type -> type.equals("Complete") || type.equals("Failed")));
        return current(job);
    }

    static List<String> words(Job job) {
        return job.getStatus().getConditions().stream()
                .filter(condition -> condition.getStatus().equals("True"))
                .map(condition -> condition.getType() + " " + condition.getReason() + " " + condition.getMessage())
                .toList();
    }

    static void until(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(40)).until(condition);
    }

    private void suspend(Job job, boolean suspended) {
        client().resource(job)
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"suspend\":" + suspended + "}}");
    }
}
