package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.spi.ApplicationRef;
import dev.holdfast.backup.spi.BackupRecord;
import dev.holdfast.backup.spi.BackupRequest;
import dev.holdfast.backup.spi.Failed;
import dev.holdfast.backup.spi.InterruptedRestore;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.ReclaimRequest;
import dev.holdfast.backup.spi.Reconciler;
import dev.holdfast.backup.spi.RefusedException;
import dev.holdfast.backup.spi.RestoreRequest;
import dev.holdfast.backup.spi.StoreUse;
import dev.holdfast.backup.spi.Strategy;
import dev.holdfast.backup.spi.StrictJson;
import dev.holdfast.backup.spi.VerifyRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a driver is asked with, for every operation. One per pass; used by one thread. */
final class EngineRequest extends DelegatingReads
        implements BackupRequest, RestoreRequest, ReclaimRequest, VerifyRequest {

    private final Inputs inputs;
    private final Rendering rendering;
    private final ObjectRef release;
    private final List<Hold> holds;

    /**
     * A request.
     *
     * @param holds what this run, or one that it takes over, keeps still already
     */
    EngineRequest(TrackedReads reads, Inputs inputs, EngineParts parts, List<Hold> holds) {
        super(reads);
        this.inputs = inputs;
        this.rendering = parts.rendering();
        this.release = parts.options().reconcilers().of(inputs.target());
        this.holds = holds;
    }

    @Override
    public Optional<Reconciler> reconciler() {
        return get(release).map(Reconciler::helmRelease).map(found -> holds.stream()
                .filter(h -> h.reconciler().ref().equals(release) && h.uid().equals(found.uid()))
                .findFirst()
                .map(h -> found.suspended(h.previous().equals(found.value())))
                .orElse(found));
    }

    @Override
    public ApplicationRef application() {
        return inputs.application();
    }

    @Override
    public ApplicationRef target() {
        return inputs.target();
    }

    @Override
    public String runUid() {
        return inputs.runUid();
    }

    @Override
    public Map<String, String> parameters() {
        return inputs.parameters();
    }

    @Override
    public Optional<Strategy> strategy() {
        return inputs.applicable();
    }

    @Override
    public <T> T spec(Class<T> type) {
        return decode(
                inputs.applicable().orElseThrow(() -> notFound("the strategy is gone and the Backup recorded none")),
                type);
    }

    @Override
    public <T> T recordedSpec(Class<T> type) {
        Strategy recorded = inputs.backup()
                .flatMap(BackupRecord::strategy)
                .orElseThrow(() -> notFound("the Backup recorded no strategy"));
        return decode(recorded, type);
    }

    private <T> T decode(Strategy strategy, Class<T> type) {
        return StrictJson.decode(rendering.spec(strategy, inputs), type, Reasons.INVALID_STRATEGY.wire(), "/spec");
    }

    private static RefusedException notFound(String message) {
        return new RefusedException(Failed.failed(Reasons.STRATEGY_NOT_FOUND.wire(), message));
    }

    @Override
    public Optional<String> artifactUri() {
        return rendering.artifactUri(inputs);
    }

    @Override
    public Optional<StoreUse> declaredStore() {
        return inputs.applicable()
                .flatMap(s -> DeclaredStore.of(s, inputs.parameters(), (of, text) -> rendering.text(of, text, inputs)));
    }

    @Override
    public JsonNode options() {
        return inputs.options();
    }

    @Override
    public <T extends Record> T options(Class<T> type) {
        return StrictJson.decode(inputs.options(), type, Reasons.INVALID_OPTIONS.wire(), "/spec/options");
    }

    @Override
    public BackupRecord backup() {
        return inputs.backup().orElseThrow(() -> new IllegalStateException("a backup request has no Backup"));
    }

    @Override
    public Optional<InterruptedRestore> interrupted() {
        return inputs.interrupted();
    }
}
