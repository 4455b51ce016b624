package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.api.Labels;
import dev.holdfast.backup.api.Names;
import dev.holdfast.backup.engine.pod.JobManifest;
import dev.holdfast.backup.spi.Lifetime;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.Stage;
import dev.holdfast.backup.spi.StageAction;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Names, stamps and owners of what a run creates. Pure. */
final class Children {

    private Children() {}

    /** What the stage creates, in its present attempt; empty if it creates nothing. */
    static Optional<ObjectRef> ref(Stage stage, Run run, JobView owner) {
        return stage.action() instanceof StageAction.Pod
                ? Optional.of(new ObjectRef(Kinds.JOB, run.namespace(), jobName(stage, run, owner)))
                : stage.action().created();
    }

    /** {@code <job>-backup}, {@code -restore}, {@code -cleanup}: the reference's names; later attempts are numbered. */
    private static String jobName(Stage stage, Run run, JobView owner) {
        String attempt = run.position().attempt() > 1 ? "-" + run.position().attempt() : "";
        String operation = run.operation() == Operation.RECLAIM || run.operation() == Operation.VERIFY
                ? "-" + Digests.of(run.uid()).substring(0, 6)
                : "";
        return Names.dnsLabel(
                baseName(owner, run.namespace()) + "-" + stage.name() + operation + attempt, Names.MAX_LABEL);
    }

    /** What the names of an owner's children begin with. Elsewhere its own name may be that of somebody else. */
    static String baseName(JobView owner, String namespace) {
        String name = owner.ref().name();
        return owner.ref().namespace().equals(namespace)
                ? name
                : name + "-" + Digests.of(owner.uid()).substring(0, 6);
    }

    /** The object to create, stamped with the run; empty if the stage creates nothing. */
    static Optional<JsonNode> manifest(Stage stage, Run run, JobView owner) {
        if (stage.action() instanceof StageAction.Create create) {
            return Optional.of(stamped(create.manifest(), stage, run, owner));
        }
        return stage.action() instanceof StageAction.Pod pod
                ? Optional.of(job(pod, stage, run, owner))
                : Optional.empty();
    }

    private static JsonNode job(StageAction.Pod pod, Stage stage, Run run, JobView owner) {
        return JobManifest.build(
                jobName(stage, run, owner),
                run.namespace(),
                pod,
                stage.within(),
                PlanShape.overwrites(stage, run.operation()) && run.operation() == Operation.RESTORE,
                labels(stage, run, owner),
                Map.of(),
                ownerReference(stage, owner, run.namespace()));
    }

    private static JsonNode stamped(JsonNode manifest, Stage stage, Run run, JobView owner) {
        ObjectNode stamped = manifest.deepCopy();
        ObjectNode metadata = stamped.withObject("/metadata");
        ObjectNode labels = metadata.withObject("/labels");
        labels(stage, run, owner).forEach(labels::put);
        ownerReference(stage, owner, metadata.path("namespace").asText())
                .ifPresent(o -> metadata.withArray("/ownerReferences").add(o));
        return stamped;
    }

    /** Whether the owner takes what it has made there along when it goes. A Backup would take its own cleaner along. */
    static boolean collects(JobView owner, String namespace) {
        return !owner.ref().kind().equals(Kinds.BACKUP)
                && owner.ref().namespace().equals(namespace);
    }

    private static Optional<JsonNode> ownerReference(Stage stage, JobView owner, String namespace) {
        if (stage.lifetime() != Lifetime.RUN || !collects(owner, namespace)) {
            return Optional.empty();
        }
        return Optional.of(JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", owner.ref().kind().apiVersion())
                .put("kind", owner.ref().kind().kind())
                .put("name", owner.ref().name())
                .put("uid", owner.uid())
                .put("controller", true)
                .put("blockOwnerDeletion", false));
    }

    private static Map<String, String> labels(Stage stage, Run run, JobView owner) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(Labels.RUN_UID, Names.labelValue(run.uid()));
        labels.put(Labels.STAGE, stage.name());
        labels.put(Labels.OWNER_KIND, owner.ref().kind().kind());
        labels.put(Labels.OWNER_NAME, Names.labelValue(owner.ref().name()));
        labels.put(Labels.OWNER_UID, owner.uid());
        labels.put(Labels.OWNED_BY_JOB_NAME, Names.labelValue(owner.ref().name()));
        labels.put(Labels.OWNED_BY_JOB_NAMESPACE, Names.labelValue(owner.ref().namespace()));
        labels.put(
                run.driver().kind().toLowerCase(Locale.ROOT) + "."
                        + run.driver().group() + "/mode",
                run.operation().mode());
        labels.putAll(about(run, owner));
        return labels;
    }

    /** Labels that say what a run is about; Backups bear them too. */
    static Map<String, String> about(Run run, JobView owner) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(Labels.APPLICATION_KIND, Names.labelValue(run.pin().target().kind()));
        labels.put(Labels.APPLICATION_NAME, Names.labelValue(run.pin().target().name()));
        if (!run.pin().backupClass().isEmpty()) {
            labels.put(Labels.BACKUP_CLASS, Names.labelValue(run.pin().backupClass()));
        }
        owner.specText("/planRef/name").ifPresent(plan -> labels.put(Labels.PLAN, Names.labelValue(plan)));
        return labels;
    }
}
