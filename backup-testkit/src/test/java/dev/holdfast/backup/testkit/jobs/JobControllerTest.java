package dev.holdfast.backup.testkit.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.testkit.api.SimulatedApi;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobControllerTest extends JobScenarios {

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private SimulatedApi api;
    private KubernetesClient client;

    @BeforeEach
    void start() {
        api = SimulatedApi.builder()
                .clock(() -> Instant.now().plus(ahead.get()))
                .controller(new SimulatedJobController(Duration.ofMillis(50)))
                .start();
        client = api.client();
    }

    @AfterEach
    void stop() {
        client.close();
        api.close();
    }

    @Override
    KubernetesClient client() {
        return client;
    }

    @Test
    void aDeadlineFollowsTheGivenClock() {
        Job job = create(spec -> spec.withActiveDeadlineSeconds(7200L));
        onlyPod(job);

        ahead.set(Duration.ofHours(3));

        assertThat(words(finished(job))).last().asString().startsWith("Failed DeadlineExceeded");
    }

    @Test
    void aFinishedJobIsDeletedAfterItsTimeToLive() {
        Job job = create(spec -> spec.withTtlSecondsAfterFinished(3600));
        phase(onlyPod(job), "Succeeded");
        finished(job);

        ahead.set(Duration.ofHours(2));

        until(() -> current(job) == null && pods(job).isEmpty());
    }

    @Test
    void restartsInPlaceCountAgainstTheLimitUnderOnFailure() {
        Job job = create(spec -> {
            spec.withBackoffLimit(2);
            return spec.editTemplate()
                    .editSpec()
                    .withRestartPolicy("OnFailure")
                    .endSpec()
                    .endTemplate();
        });
        Pod pod = onlyPod(job);

        client.resource(pod).editStatus(old -> {
            old.getStatus().setPhase("Running");
            old.getStatus()
                    .getContainerStatuses()
                    .add(new ContainerStatusBuilder()
                            .withName("main")
                            .withRestartCount(2)
                            .build());
            return old;
        });

        assertThat(words(finished(job))).last().asString().startsWith("Failed BackoffLimitExceeded");
    }

    @Test
    void severalCompletionsRunSideBySideUpToTheParallelism() {
        Job job = create(spec -> spec.withCompletions(3).withParallelism(2));
        until(() -> pods(job).size() == 2);

        pods(job).forEach(pod -> phase(pod, "Succeeded"));
        until(() -> pods(job).size() == 3);
        pods(job).stream().filter(pod -> !PodPhases.finished(pod)).forEach(pod -> phase(pod, "Succeeded"));

        assertThat(finished(job).getStatus().getSucceeded()).isEqualTo(3);
    }
}
