package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.spi.ApplicationRef;
import dev.holdfast.backup.spi.BackupRecord;
import dev.holdfast.backup.spi.BackupResult;
import dev.holdfast.backup.spi.Reads;
import dev.holdfast.backup.spi.StageContext;
import dev.holdfast.backup.spi.StoreUse;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a check sees in one pass. Used by one thread. */
final class EngineStageContext extends DelegatingReads implements StageContext {

    private final Run run;
    private final Optional<BackupRecord> backup;
    private final Function<String, Optional<GenericKubernetesResource>> children;
    private final Optional<BackupResult> reported;

    EngineStageContext(
            Reads reads,
            Run run,
            Optional<BackupRecord> backup,
            Function<String, Optional<GenericKubernetesResource>> children,
            Optional<BackupResult> reported) {
        super(reads);
        this.run = run;
        this.backup = backup;
        this.children = children;
        this.reported = reported;
    }

    @Override
    public String stage() {
        return run.position().stage();
    }

    @Override
    public String runUid() {
        return run.uid();
    }

    @Override
    public ApplicationRef target() {
        return run.pin().target();
    }

    @Override
    public Optional<BackupRecord> backup() {
        return backup;
    }

    @Override
    public Map<String, String> parameters() {
        return run.pin().parameters();
    }

    @Override
    public Optional<GenericKubernetesResource> child() {
        return children.apply(stage());
    }

    @Override
    public Optional<GenericKubernetesResource> child(String stage) {
        return children.apply(stage);
    }

    @Override
    public Optional<BackupResult> reported() {
        return reported;
    }

    @Override
    public List<StoreUse> stores() {
        return run.plan().stores();
    }

    @Override
    public JsonNode facts() {
        return run.facts();
    }

    @Override
    public Duration remaining() {
        Duration left = Duration.between(
                clock().instant(), run.position().since().plus(run.stage().within()));
        return left.isNegative() ? Duration.ZERO : left;
    }
}
