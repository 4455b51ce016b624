package dev.holdfast.backup.driver.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.spi.ApplicationRef;
import dev.holdfast.backup.spi.BackupRecord;
import dev.holdfast.backup.spi.BackupResult;
import dev.holdfast.backup.spi.RunPlan;
import dev.holdfast.backup.spi.StageContext;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The first stage of a plan, about a Backup. */
final class FakeStage extends FakeReads implements StageContext {

    private final RunPlan plan;
    private final BackupRecord backup;

    FakeStage(RunPlan plan, BackupRecord backup) {
        this.plan = plan;
        this.backup = backup;
    }

    @Override
    public String stage() {
        return plan.stages().get(0).name();
    }

    @Override
    public String runUid() {
        return "run-1";
    }

    @Override
    public ApplicationRef target() {
        return Fixtures.APPLICATION;
    }

    @Override
    public Optional<BackupRecord> backup() {
        return Optional.of(backup);
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of();
    }

    @Override
    public Optional<GenericKubernetesResource> child() {
        return Optional.empty();
    }

    @Override
    public Optional<GenericKubernetesResource> child(String stage) {
        return Optional.empty();
    }

    @Override
    public Optional<BackupResult> reported() {
        return Optional.empty();
    }

    @Override
    public JsonNode facts() {
        return plan.facts();
    }

    @Override
    public Duration remaining() {
        return plan.stages().get(0).within();
    }
}
