package dev.holdfast.backup.driver.job;

import static dev.holdfast.backup.spi.Failed.failed;

import dev.holdfast.backup.spi.BackupDriver;
import dev.holdfast.backup.spi.BackupRecord;
import dev.holdfast.backup.spi.BackupRequest;
import dev.holdfast.backup.spi.Capability;
import dev.holdfast.backup.spi.Check;
import dev.holdfast.backup.spi.DriverDescriptor;
import dev.holdfast.backup.spi.Failed;
import dev.holdfast.backup.spi.Inspection;
import dev.holdfast.backup.spi.PlanContext;
import dev.holdfast.backup.spi.Planning;
import dev.holdfast.backup.spi.ReclaimRequest;
import dev.holdfast.backup.spi.RefusedException;
import dev.holdfast.backup.spi.ResourceUse;
import dev.holdfast.backup.spi.RestoreRequest;
import dev.holdfast.backup.spi.RunPlan;
import dev.holdfast.backup.spi.SecretUse;
import dev.holdfast.backup.spi.Stage;
import dev.holdfast.backup.spi.StoreUse.Access;
import dev.holdfast.backup.spi.Strategy;
import dev.holdfast.backup.spi.VerifyRequest;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Runs the pod of a {@link JobStrategy} to completion: success of the pod is success of the run.
 *
 * <p>The pod is told by {@code .Mode} what to do. Clean-up and verification are left to it only where the strategy declares
 * these modes; else the engine does them in the store that strategy or class declare, if the artifact lies there; else they
 * are refused. Whether an artifact is still there is looked up in that store only. Thread-safe.
 */
public final class JobDriver implements BackupDriver {

    private static final String STORE_PREFIX = "store.backups.cozystack.io/";
    private static final Duration LOOK_WITHIN = Duration.ofMinutes(15);

    private final DriverDescriptor descriptor = DriverDescriptor.of(JobStrategy.GROUP, JobStrategy.KIND, JobSpec.class)
            .anyOptions()
            .resultsOptional()
            .uses("batch/v1/Job", "get list watch create patch delete")
            .uses("v1/Pod", "get list watch")
            .uses(ResourceUse.of("v1/Pod", "get").subresource("log").ifServed())
            .reason("ReclaimNotDeclared", "Nobody has said how the data of this strategy's Backups is deleted.")
            .reason("StrategyChanged", "The strategy is not the one that the Backup was made with.")
            .reason("StrategyNotRecorded", "The strategy is to be pinned, but the Backup recorded none.")
            .reason("ArtifactMissing", "The store does not hold the artifact that the Backup names.")
            .reason("ArtifactChanged", "The artifact differs in size or checksum from what the Backup recorded.")
            .reason("ChecksumNotCompared", "The store tells no checksum that could be compared with the recorded one.")
            .reason("StoreUnreachable", "The store does not answer.")
            .reason("StoreRejected", "The store takes the request or its settings for wrong.")
            .reason("StoreDenied", "The store does not accept the credentials.");

    /** For {@link java.util.ServiceLoader} and for hosts that register drivers by hand. */
    public JobDriver() {
        // Stateless: there is nothing to set up.
    }

    @Override
    public DriverDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public Planning planBackup(BackupRequest request) {
        Source source = Source.of(request, Mode.BACKUP);
        if (!source.knobs().declares(Mode.BACKUP)) {
            return undeclared(Mode.BACKUP);
        }
        PodTemplateSpec pod = source.pod();
        Optional<String> uri = request.artifactUri();
        Stage stage =
                bounded(Stage.pod(Mode.BACKUP.word(), pod, source.knobs().backupPodSettings(uri)), source.knobs());
        Optional<DeclaredArtifact> planned = DeclaredArtifact.of(request.declaredStore(), uri);
        if (planned.isPresent()) {
            stage = stage.eraseUnlessSucceeded(planned.get().uri().toString());
        }
        RunPlan plan = planOf(stage, pod, source);
        // The pod does the writing, with a Secret of its own: the engine measures what it left, or erases it.
        Access access = planned.isPresent() ? Access.ERASE : Access.READ;
        return request.declaredStore()
                .map(store -> plan.uses(store.access(access)))
                .orElse(plan);
    }

    @Override
    public Planning planRestore(RestoreRequest request) {
        Source source = Source.of(request, request.backup(), Mode.RESTORE);
        if (!source.knobs().declares(Mode.RESTORE)) {
            return undeclared(Mode.RESTORE);
        }
        String from =
                request.backup().uri().map(uri -> ", with what is in " + uri).orElse("");
        return run(Mode.RESTORE, source, stage -> stage.overwrites("whatever the pod can reach" + from));
    }

    @Override
    public Planning planReclaim(ReclaimRequest request) {
        BackupRecord backup = request.backup();
        Source source = Source.of(request, backup, Mode.CLEANUP);
        if (source.knobs().declares(Mode.CLEANUP)) {
            return run(Mode.CLEANUP, source, stage -> stage.overwrites("the artifact of " + backup));
        }
        return DeclaredArtifact.of(request.declaredStore(), backup.uri())
                .<Planning>map(artifact -> RunPlan.of(Stage.erase(artifact.uri().toString()))
                        .uses(artifact.store().access(Access.ERASE)))
                .orElseGet(() -> failed("ReclaimNotDeclared", reclaimAdvice(backup)));
    }

    @Override
    public Planning planVerify(VerifyRequest request) {
        BackupRecord backup = request.backup();
        Source source = Source.of(request, backup, Mode.VERIFY);
        if (source.knobs().declares(Mode.VERIFY)) {
            return run(Mode.VERIFY, source, Stage::harmless);
        }
        return DeclaredArtifact.of(request.declaredStore(), backup.uri())
                .<Planning>map(artifact -> RunPlan.of(
                                Stage.await(StoredCheck.NAME).harmless().within(LOOK_WITHIN))
                        .uses(artifact.store().access(Access.READ)))
                .orElseGet(() -> undeclared(Mode.VERIFY));
    }

    @Override
    public Inspection inspect(BackupRecord backup, PlanContext context) {
        return DeclaredArtifact.of(context.declaredStore(), backup.uri())
                .map(artifact -> ArtifactLook.look(
                        backup, artifact.uri(), context.store(artifact.store().access(Access.READ))))
                .orElseGet(() -> Inspection.unknown(
                        "Unsupported",
                        "no declared store holds " + backup.uri().orElse("the data, whose place is not recorded")
                                + "; declare it with " + STORE_PREFIX + "…"));
    }

    @Override
    public Map<String, Check> checks() {
        return Map.of(StoredCheck.NAME, new StoredCheck());
    }

    /** What the strategy's own annotations allow; class parameters may allow more. Empty if they are malformed. */
    @Override
    public Set<Capability> capabilities(Strategy strategy) {
        Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
        try {
            JobKnobs knobs = JobKnobs.of(Optional.of(strategy), Map.of(), Mode.BACKUP);
            boolean store = strategy.annotations().keySet().stream().anyMatch(key -> key.startsWith(STORE_PREFIX));
            addIf(capabilities, Capability.BACKUP, knobs.declares(Mode.BACKUP));
            addIf(capabilities, Capability.RESTORE, knobs.declares(Mode.RESTORE));
            addIf(capabilities, Capability.RECLAIM, knobs.declares(Mode.CLEANUP) || store);
            addIf(capabilities, Capability.VERIFY, knobs.declares(Mode.VERIFY) || store);
            return capabilities;
        } catch (RefusedException malformed) {
            return Set.of();
        }
    }

    private static void addIf(Set<Capability> capabilities, Capability capability, boolean present) {
        if (present) {
            capabilities.add(capability);
        }
    }

    private static RunPlan run(Mode mode, Source source, UnaryOperator<Stage> effect) {
        PodTemplateSpec pod = source.pod();
        Stage stage = bounded(Stage.pod(mode.word(), pod, source.knobs().podSettings()), source.knobs());
        return planOf(effect.apply(stage), pod, source);
    }

    private static Stage bounded(Stage stage, JobKnobs knobs) {
        return stage.startWithin(knobs.startupDeadline()).within(knobs.activeDeadline());
    }

    private static RunPlan planOf(Stage stage, PodTemplateSpec pod, Source source) {
        RunPlan plan = RunPlan.of(stage);
        for (SecretUse secret : NamedSecrets.of(pod.getSpec())) {
            plan = plan.uses(secret);
        }
        RunPlan all = plan;
        return source.warning().map(w -> all.warn(w.reason(), w.message())).orElse(all);
    }

    private static Failed undeclared(Mode mode) {
        String store = mode == Mode.VERIFY ? ", or declare the store of its artifacts with " + STORE_PREFIX + "…" : "";
        return failed(
                "Unsupported",
                "the strategy does not declare mode '" + mode.word() + "': if its pod understands it, add it to "
                        + JobKnobs.PREFIX + "modes" + store);
    }

    private static String reclaimAdvice(BackupRecord backup) {
        return "the data of " + backup + backup.uri().map(uri -> " at " + uri).orElse(", whose place is not recorded,")
                + " is kept: the strategy does not declare mode 'cleanup', and no declared store holds the data. If its"
                + " pod understands it, add 'cleanup' to " + JobKnobs.PREFIX + "modes; else declare the store with "
                + STORE_PREFIX + "… and let Backups record an s3:// URI in it";
    }
}
