package dev.holdfast.backup.driver.job;

import dev.holdfast.backup.spi.BackupRecord;
import dev.holdfast.backup.spi.PlanContext;
import dev.holdfast.backup.spi.Strategy;
import dev.holdfast.backup.spi.Warning;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.Optional;

/**
 * Which strategy a run follows: its knobs and its template always come from the same one, because only the author of a
 * script knows which modes it understands.
 *
 * @param request that is planned
 * @param knobs of the strategy
 * @param pinned whether it is the recorded strategy although the live one has changed
 * @param warning what the tenant should know about that
 */
record Source(PlanContext request, JobKnobs knobs, boolean pinned, Optional<Warning> warning) {

    /** The strategy that applies. */
    static Source of(PlanContext request, Mode mode) {
        JobKnobs knobs = JobKnobs.of(request.strategy(), request.parameters(), mode);
        return new Source(request, knobs, false, Optional.empty());
    }

    /** The strategy for what is done with {@code backup}: the live one, or the recorded one if that is pinned. */
    static Source of(PlanContext request, BackupRecord backup, Mode mode) {
        Source live = of(request, mode);
        Optional<Strategy> recorded = backup.strategy();
        if (recorded.isEmpty()) {
            return live.knobs.pinStrategy()
                    ? live.warn("StrategyNotRecorded", backup + " recorded no strategy to pin; the current one is used")
                    : live;
        }
        Optional<Strategy> current = request.strategy();
        if (current.isEmpty() || current.get().digest().equals(recorded.get().digest())) {
            return live;
        }
        String changed = "strategy " + current.get().name() + " has changed since " + backup + " was taken; ";
        if (!live.knobs.pinStrategy()) {
            return live.warn("StrategyChanged", changed + "the current one is used");
        }
        JobKnobs then = JobKnobs.of(recorded, request.parameters(), mode);
        return new Source(request, then, true, Optional.empty())
                .warn("StrategyChanged", changed + "the recorded one is used");
    }

    private Source warn(String reason, String message) {
        return new Source(request, knobs, pinned, Optional.of(new Warning(reason, message)));
    }

    /** The pod to run, rendered and complete. */
    PodTemplateSpec pod() {
        JobSpec spec = pinned ? request.recordedSpec(JobSpec.class) : request.spec(JobSpec.class);
        return PodTemplates.complete(spec.template(), knobs);
    }
}
