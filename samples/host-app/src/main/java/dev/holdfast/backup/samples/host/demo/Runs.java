package dev.holdfast.backup.samples.host.demo;

import static dev.holdfast.backup.samples.host.demo.DemoObjects.APPLICATION_GROUP;
import static dev.holdfast.backup.samples.host.demo.DemoObjects.NAMESPACE;

import dev.holdfast.backup.api.Backup;
import dev.holdfast.backup.api.BackupArtifact;
import dev.holdfast.backup.api.BackupJob;
import dev.holdfast.backup.api.BackupJobSpec;
import dev.holdfast.backup.api.BackupJobStatus;
import dev.holdfast.backup.api.BackupStatus;
import dev.holdfast.backup.api.JobPhase;
import dev.holdfast.backup.api.LocalRef;
import dev.holdfast.backup.api.RestoreJob;
import dev.holdfast.backup.api.RestoreJobSpec;
import dev.holdfast.backup.api.RestoreJobStatus;
import dev.holdfast.backup.api.TypedRef;
import dev.holdfast.backup.samples.host.cli.CommandFailure;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Asks for runs as a tenant does, by creating objects, and waits for their end. */
final class Runs {

    private static final long PATIENCE_SECONDS = 90;

    private final KubernetesClient client;
    private final String kind;
    private final String backupClass;

    /**
     * Runs of applications of one kind.
     *
     * @param kind of the applications
     * @param backupClass of the backups
     */
    Runs(KubernetesClient client, String kind, String backupClass) {
        this.client = client;
        this.kind = kind;
        this.backupClass = backupClass;
    }

    /**
     * A Backup that was made.
     *
     * @param name of the Backup
     * @param uri of its artifact
     * @param sizeBytes of the artifact
     * @param checksum of the artifact
     */
    record Made(String name, String uri, long sizeBytes, String checksum) {}

    /**
     * Backs an application up.
     *
     * @throws CommandFailure if the run does not succeed, or leaves no Backup with an artifact
     */
    Made backUp(String application, String name) {
        BackupJobSpec spec = new BackupJobSpec();
        spec.setApplicationRef(reference(application));
        spec.setBackupClassName(backupClass);
        BackupJob job = new BackupJob();
        job.setMetadata(metadata(name));
        job.setSpec(spec);
        client.resource(job).create();
        BackupJob ended = await(BackupJob.class, name, BackupJob::getStatus, BackupJobStatus::getPhase);
        BackupJobStatus status = status(ended, Optional.ofNullable(ended.getStatus()));
        succeeded(ended, Optional.ofNullable(status.getPhase()), Optional.ofNullable(status.getMessage()));
        return Optional.ofNullable(status.getBackupRef())
                .map(LocalRef::getName)
                .map(this::made)
                .orElseThrow(() -> CommandFailure.failure("BackupJob " + name + " succeeded but names no Backup"));
    }

    /**
     * Restores a Backup.
     *
     * @param into the application to restore into; empty for the one that was backed up
     * @throws CommandFailure if the run does not succeed
     */
    void restore(Made backup, Optional<String> into, String name) {
        request(backup, into, name);
        awaitRestore(name);
    }

    /** Asks for a restore, and does not wait. */
    void request(Made backup, Optional<String> into, String name) {
        RestoreJobSpec spec = new RestoreJobSpec();
        spec.setBackupRef(new LocalRef(backup.name()));
        into.ifPresent(application -> spec.setTargetApplicationRef(reference(application)));
        RestoreJob job = new RestoreJob();
        job.setMetadata(metadata(name));
        job.setSpec(spec);
        client.resource(job).create();
    }

    /**
     * Waits for the end of a restore.
     *
     * @throws CommandFailure if it does not succeed
     */
    void awaitRestore(String name) {
        RestoreJob ended = await(RestoreJob.class, name, RestoreJob::getStatus, RestoreJobStatus::getPhase);
        RestoreJobStatus status = status(ended, Optional.ofNullable(ended.getStatus()));
        succeeded(ended, Optional.ofNullable(status.getPhase()), Optional.ofNullable(status.getMessage()));
    }

    private Made made(String name) {
        Backup backup = client.resources(Backup.class)
                .inNamespace(NAMESPACE)
                .withName(name)
                .require();
        BackupArtifact artifact = Optional.ofNullable(backup.getStatus())
                .map(BackupStatus::getArtifact)
                .orElseThrow(() -> CommandFailure.failure("Backup " + name + " names no artifact"));
        return new Made(
                name,
                Optional.ofNullable(artifact.getUri()).orElse(""),
                Optional.ofNullable(artifact.getSizeBytes()).orElse(-1L),
                Optional.ofNullable(artifact.getChecksum()).orElse(""));
    }

    private <T extends HasMetadata, S> T await(
            Class<T> type, String name, Function<T, S> status, Function<S, String> phase) {
        try {
            return client.resources(type)
                    .inNamespace(NAMESPACE)
                    .withName(name)
                    .waitUntilCondition(
                            job -> Optional.ofNullable(job)
                                    .map(status)
                                    .map(phase)
                                    .flatMap(JobPhase::of)
                                    .filter(JobPhase::terminal)
                                    .isPresent(),
                            PATIENCE_SECONDS,
                            TimeUnit.SECONDS);
        } catch (KubernetesClientTimeoutException e) {
            throw CommandFailure.failure(
                    type.getSimpleName() + " " + name + " did not end within " + PATIENCE_SECONDS + " s");
        }
    }

    private static <S> S status(HasMetadata job, Optional<S> status) {
        return status.orElseThrow(() ->
                CommandFailure.failure(job.getKind() + " " + job.getMetadata().getName() + " has no status"));
    }

    private static void succeeded(HasMetadata job, Optional<String> phase, Optional<String> message) {
        if (!phase.equals(Optional.of(JobPhase.SUCCEEDED.wire()))) {
            throw CommandFailure.failure(job.getKind() + " " + job.getMetadata().getName() + " ended "
                    + phase.orElse("without a phase") + ": " + message.orElse("no message"));
        }
    }

    private TypedRef reference(String application) {
        return new TypedRef(APPLICATION_GROUP, kind, application);
    }

    private static ObjectMeta metadata(String name) {
        return new ObjectMetaBuilder().withNamespace(NAMESPACE).withName(name).build();
    }
}
