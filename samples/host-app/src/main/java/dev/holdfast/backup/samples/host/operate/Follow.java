package dev.holdfast.backup.samples.host.operate;

import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.engine.report.JobState;
import dev.holdfast.backup.samples.host.cli.CommandFailure;
import dev.holdfast.backup.spi.ObjectRef;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Watches a job and prints a line whenever it says something new. Used by one thread, for one job. */
final class Follow {

    /** Runs have bounds of their own. */
    static final Duration TO_THE_END = Duration.ofDays(366);

    private final KubernetesClient client;
    private final PrintWriter lines;
    private volatile String last = "";

    Follow(KubernetesClient client, PrintWriter lines) {
        this.client = client;
        this.lines = lines;
    }

    /**
     * Until the job has ended.
     *
     * @throws CommandFailure if it is deleted meanwhile, or has not ended within {@code patience}
     */
    JobState untilEnded(ObjectRef job, Duration patience) {
        try {
            GenericKubernetesResource ended = client.genericKubernetesResources(context(job))
                    .inNamespace(job.namespace())
                    .withName(job.name())
                    .waitUntilCondition(this::hasEnded, patience.toSeconds(), TimeUnit.SECONDS);
            return Optional.ofNullable(ended)
                    .map(JobState::of)
                    .orElseThrow(() -> CommandFailure.failure(job + " was deleted before it had ended"));
        } catch (KubernetesClientTimeoutException e) {
            String told = last;
            throw CommandFailure.failure(
                    (told.isEmpty() ? "nobody has looked at " + job : job + " has not ended") + " within "
                            + patience.toSeconds() + " s"
                            + (told.isEmpty() ? "; is an engine running?" : "; the last that it told: " + told));
        }
    }

    private static ResourceDefinitionContext context(ObjectRef job) {
        return new ResourceDefinitionContext.Builder()
                .withGroup(job.kind().group())
                .withVersion(
                        job.kind().apiVersion().substring(job.kind().group().length() + 1))
                .withKind(job.kind().kind())
                .withPlural(job.kind().kind().toLowerCase(Locale.ROOT) + "s")
                .withNamespaced(true)
                .build();
    }

    /** Also when it is gone: nothing more will come. */
    private boolean hasEnded(@Nullable GenericKubernetesResource job) {
        if (job == null) {
            return true;
        }
        JobState state = JobState.of(job);
        String line = Texts.state(state);
        boolean news = !state.phase().isEmpty() && !state.reason().equals(Reasons.DRY_RUN.wire());
        if (news && !line.equals(last)) {
            last = line;
            lines.println(line);
            lines.flush();
        }
        return state.hasEnded();
    }
}
