package dev.holdfast.backup.testkit.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.spi.ApplicationRef;
import dev.holdfast.backup.spi.BackupDriver;
import dev.holdfast.backup.spi.BackupRecord;
import dev.holdfast.backup.spi.BackupRequest;
import dev.holdfast.backup.spi.BackupResult;
import dev.holdfast.backup.spi.Check;
import dev.holdfast.backup.spi.Conditions;
import dev.holdfast.backup.spi.Done;
import dev.holdfast.backup.spi.DriverDescriptor;
import dev.holdfast.backup.spi.Failed;
import dev.holdfast.backup.spi.Inspection;
import dev.holdfast.backup.spi.Lifetime;
import dev.holdfast.backup.spi.LockKey;
import dev.holdfast.backup.spi.Manifests;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.Observation;
import dev.holdfast.backup.spi.OperatorStates;
import dev.holdfast.backup.spi.PlanContext;
import dev.holdfast.backup.spi.PlanPart;
import dev.holdfast.backup.spi.Planning;
import dev.holdfast.backup.spi.Propagation;
import dev.holdfast.backup.spi.ReclaimRequest;
import dev.holdfast.backup.spi.Reconciler;
import dev.holdfast.backup.spi.ResourceKind;
import dev.holdfast.backup.spi.RestoreRequest;
import dev.holdfast.backup.spi.RunPlan;
import dev.holdfast.backup.spi.Stage;
import dev.holdfast.backup.spi.StageContext;
import dev.holdfast.backup.spi.StoreUse;
import dev.holdfast.backup.spi.Target;
import dev.holdfast.backup.spi.Waiting;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A driver for the imaginary Vault operator, as an example of a restore that takes a live database apart: its reconciler is suspended,
 * the cluster paused, volumes and cluster deleted, a new cluster created from the exact artifact and started. Given to an engine by
 * hand, never found by ServiceLoader.
 */
public final class VaultDriver implements BackupDriver {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ResourceKind CLUSTER = kind(VaultKind.CLUSTER);
    private static final ResourceKind MEMBER = kind(VaultKind.MEMBER);
    private static final ResourceKind VOLUME = kind(VaultKind.VOLUME);
    private static final ResourceKind BACKUP = kind(VaultKind.BACKUP);

    private static final OperatorStates BACKUP_STATES = OperatorStates.table()
            .pending(VaultState.BACKUP_PENDING.word(), "VaultBackupPending")
            .running(VaultState.BACKUP_RUNNING.word(), "VaultBackupRunning")
            .succeeded(VaultState.BACKUP_COMPLETE.word())
            .failed(VaultState.BACKUP_FAILED.word(), "VaultBackupFailed");
    private static final OperatorStates CLUSTER_STATES = OperatorStates.table()
            .running(VaultState.BOOTSTRAPPING.word(), "VaultBootstrapping")
            .succeeded(VaultState.QUORUM_HEALTHY.word())
            .failed(VaultState.BOOTSTRAP_FAILED.word(), "VaultBootstrapFailed")
            .failed(VaultState.QUORUM_LOST.word(), "VaultQuorumLost");

    /** The strategy's spec. */
    record Spec(String prefix) {}

    /**
     * The options of a restore.
     *
     * @param withoutServing whether it ends as soon as the data is back, and does not wait until the cluster serves again; false
     *     if absent
     */
    record Options(@Nullable Boolean withoutServing) {}

    private static ResourceKind kind(VaultKind kind) {
        return new ResourceKind(kind.apiVersion(), kind.kind());
    }

    @Override
    public DriverDescriptor descriptor() {
        return DriverDescriptor.of("strategy.backups.cozystack.io", VaultKind.STRATEGY.kind(), Spec.class)
                .application("apps.cozystack.io", VaultKind.APPLICATION.kind())
                .options(Options.class)
                .uses(CLUSTER.toString(), "get list watch create patch delete")
                .uses(BACKUP.toString(), "get list watch create delete")
                .uses(MEMBER.toString(), "get list watch")
                .uses(VOLUME.toString(), "get list watch delete")
                .uses("helm.toolkit.fluxcd.io/v2/HelmRelease", "get list watch patch")
                .reason("VaultNotServing", "The cluster does not serve, so it cannot be backed up.")
                .reason("VaultBackupPending", "The operator has not begun the backup.")
                .reason("VaultBackupRunning", "The operator copies the data.")
                .reason("VaultBackupFailed", "The operator could not make the backup.")
                .reason("VaultDraining", "Members or volumes of the old cluster are still there.")
                .reason("VaultBootstrapping", "The new cluster is being filled.")
                .reason("VaultBootstrapFailed", "The new cluster could not be filled.")
                .reason("VaultQuorumLost", "The cluster has lost its data.")
                .reason("StoreNotDeclared", "The strategy does not declare the store of its artifacts.")
                .reason("VaultReplaced", "The cluster is not the one that the restore made.")
                .reason("NotDeployed", "There is no cluster to restore into, and none was captured.")
                .reason("ReconcilerMissing", "The HelmRelease of the application is missing.");
    }

    @Override
    public Map<String, Check> checks() {
        return Map.of(
                "stored", this::stored, "drained", this::drained, "healthy", this::healthy, "serving", this::serving);
    }

    private static ObjectRef cluster(ApplicationRef application) {
        return new ObjectRef(CLUSTER, application.namespace(), VaultManifests.release(application.name()));
    }

    @Override
    public Planning planBackup(BackupRequest request) {
        ObjectRef ref = cluster(request.application());
        if (request.get(ref).filter(c -> Conditions.isTrue(c, "Available")).isEmpty()) {
            return Waiting.waiting("VaultNotServing", ref + " does not serve (yet)");
        }
        String key = request.spec(Spec.class).prefix();
        GenericKubernetesResource backup = Manifests.of(
                new ObjectRef(BACKUP, ref.namespace(), request.childName("backup", 50)),
                JSON.objectNode().put("clusterName", ref.name()).put("key", key));
        return RunPlan.of(Stage.create("backup", backup)
                        .lifetime(Lifetime.BACKUP)
                        .check("stored")
                        .within(Duration.ofHours(1)))
                .locks(LockKey.of(ref));
    }

    @Override
    public Planning planRestore(RestoreRequest request) {
        ObjectRef ref = cluster(request.target());
        Optional<GenericKubernetesResource> live = request.get(ref);
        Optional<GenericKubernetesResource> before =
                request.interrupted().flatMap(i -> i.captured(ref)).or(() -> live);
        Optional<Reconciler> release = request.reconciler();
        if (before.isEmpty()) {
            return Failed.failed("NotDeployed", ref + " does not exist; deploy " + request.target() + " first");
        }
        if (release.isEmpty()) {
            return Failed.failed("ReconcilerMissing", "the HelmRelease of " + request.target() + " does not exist");
        }
        List<PlanPart> parts = new ArrayList<>();
        live.ifPresent(c -> {
            parts.add(Stage.patch("pause", Target.of(c), paused(true)).harmless());
            parts.add(Stage.delete(
                    "volumes", Target.ownedBy(c, VOLUME, VaultKind.CLUSTER_LABEL, ref.name()), Propagation.BACKGROUND));
            parts.add(Stage.delete("cluster", Target.of(c), Propagation.FOREGROUND)
                    .publishes("TargetPurged"));
        });
        parts.add(Stage.await("drained").within(Duration.ofMinutes(10)));
        parts.add(
                Stage.create("again", anew(before.get(), request.backup().uri().orElseThrow()))
                        .lifetime(Lifetime.UNMANAGED)
                        .within(Duration.ofMinutes(5)));
        parts.add(Stage.patch("start", Target.successorOf(ref), paused(false)));
        parts.add(Stage.await("healthy").within(Duration.ofMinutes(30)));
        List<PlanPart> whole = new ArrayList<>();
        whole.add(Stage.suspended(release.get(), parts.toArray(PlanPart[]::new)).thenNeeded());
        if (!Boolean.TRUE.equals(request.options(Options.class).withoutServing())) {
            whole.add(Stage.await("serving").within(Duration.ofMinutes(10)).orWarn());
        }
        return RunPlan.of(whole.toArray(PlanPart[]::new))
                .locks(LockKey.of(ref))
                .fact("oldClusterId", Manifests.text(before.get(), "/status/clusterID"));
    }

    /** The operator's object of a Backup. */
    private static ObjectRef stored(BackupRecord backup) {
        return new ObjectRef(BACKUP, backup.namespace(), backup.metadata().getOrDefault("vault-backup", backup.name()));
    }

    @Override
    public Planning planReclaim(ReclaimRequest request) {
        Stage erase = Stage.erase(request.backup().uri().orElseThrow());
        RunPlan plan = request.get(stored(request.backup()))
                .map(b -> RunPlan.of(Stage.delete("backup", Target.of(b), Propagation.BACKGROUND), erase))
                .orElseGet(() -> RunPlan.of(erase));
        return request.declaredStore()
                .<Planning>map(store -> plan.uses(store.access(StoreUse.Access.ERASE)))
                .orElseGet(() -> Failed.failed("StoreNotDeclared", "the strategy does not say where artifacts are"));
    }

    @Override
    public Inspection inspect(BackupRecord backup, PlanContext context) {
        ObjectRef ref = stored(backup);
        Optional<String> uri = context.get(ref).map(b -> Manifests.text(b, "/status/artifact/uri"));
        if (uri.isEmpty()) {
            return Inspection.absent(ref + ", by which the operator finds the data, does not exist");
        }
        return uri.equals(backup.uri())
                ? Inspection.present(ref + " holds " + uri.get())
                : Inspection.unknown("ArtifactChanged", ref + " holds " + uri.get() + ", which was not recorded");
    }

    private Observation stored(StageContext context) {
        GenericKubernetesResource backup = context.child().orElseThrow();
        Observation seen = BACKUP_STATES.observe(
                Manifests.text(backup, "/status/phase"), Manifests.text(backup, "/status/message"));
        if (!(seen instanceof Done done)) {
            return seen;
        }
        JsonNode artifact = Manifests.at(backup, "/status/artifact");
        if (!artifact.hasNonNull("uri")) {
            return Failed.failed("VaultBackupFailed", "the operator reports success, but no artifact");
        }
        return Done.done(BackupResult.of(
                        Instant.parse(artifact.path("takenAt").asText()),
                        artifact.path("uri").asText())
                .reported(
                        OptionalLong.of(artifact.path("sizeBytes").asLong()),
                        Optional.of(artifact.path("digest").asText()))
                .metadata("vault-backup", backup.getMetadata().getName()));
    }

    private Observation drained(StageContext context) {
        String name = cluster(context.target()).name();
        for (ResourceKind kind : List.of(MEMBER, VOLUME)) {
            int left = context.list(kind, VaultKind.CLUSTER_LABEL, name).size();
            if (left > 0) {
                return Waiting.running("VaultDraining", left + " " + kind.kind() + " of the old cluster are left");
            }
        }
        return Done.done();
    }

    private Observation healthy(StageContext context) {
        Optional<GenericKubernetesResource> mine = context.child("again");
        if (mine.isEmpty()) {
            return Failed.failed("VaultReplaced", cluster(context.target()) + " is not the one that was restored");
        }
        Optional<Conditions.Condition> available = Conditions.find(mine.get(), "Available");
        Observation seen = CLUSTER_STATES.observe(
                available.map(Conditions.Condition::reason).orElse(""),
                available.map(Conditions.Condition::message).orElse(""));
        if (!(seen instanceof Done)) {
            return seen;
        }
        if (Manifests.text(mine.get(), "/status/clusterID")
                .equals(context.facts().path("oldClusterId").asText())) {
            return Failed.failed("VaultReplaced", "the cluster still has the volumes from before the restore");
        }
        int ready = Manifests.at(mine.get(), "/status/readyMembers").asInt();
        int wanted = Manifests.at(mine.get(), "/spec/replicas").asInt();
        return ready == wanted
                ? Done.done()
                : Waiting.running("VaultBootstrapping", ready + " of " + wanted + " members are ready");
    }

    private Observation serving(StageContext context) {
        return context.get(cluster(context.target()))
                        .filter(c -> Conditions.isTrue(c, "Available"))
                        .isPresent()
                ? Done.done()
                : Waiting.running("VaultNotServing", cluster(context.target()) + " does not serve (yet)");
    }

    /** The cluster as it was, but filled from the artifact and not started. */
    private static GenericKubernetesResource anew(GenericKubernetesResource before, String uri) {
        ObjectNode spec = Manifests.at(before, "/spec").deepCopy();
        spec.put("paused", true).putObject("bootstrap").putObject("restore").put("uri", uri);
        return Manifests.of(ObjectRef.of(before), spec);
    }

    private static ObjectNode paused(boolean value) {
        return JSON.objectNode().set("spec", JSON.objectNode().put("paused", value));
    }
}
