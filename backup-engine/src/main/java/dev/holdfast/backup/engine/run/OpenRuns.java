package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.holdfast.backup.api.ConditionTypes;
import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.engine.report.BackupSummary;
import dev.holdfast.backup.engine.report.OpenRun;
import dev.holdfast.backup.engine.report.OpenRun.Standing;
import dev.holdfast.backup.spi.ApplicationRef;
import dev.holdfast.backup.spi.BackupRecord;
import dev.holdfast.backup.spi.LockKey;
import dev.holdfast.backup.spi.ResourceKind;
import dev.holdfast.backup.spi.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is under way, what was left behind, and what Backups there are. Reads live and writes nothing. Thread-safe. */
public final class OpenRuns {

    private final EngineParts parts;

    /** Looks through these parts. */
    public OpenRuns(EngineParts parts) {
        this.parts = parts;
    }

    /**
     * Runs that have not ended, and journals: those with a journal first, each of both oldest first.
     *
     * @param namespace of the owners; empty for all
     */
    public List<OpenRun> list(String namespace) {
        List<JobView> backups = views(Kinds.BACKUP, namespace);
        List<JobView> owners = new ArrayList<>(views(Kinds.BACKUP_JOB, namespace));
        owners.addAll(views(Kinds.RESTORE_JOB, namespace));
        owners.addAll(backups);
        List<Journal> journals = parts.journals().live().stream()
                .filter(j -> namespace.isEmpty()
                        || j.owner().namespace().equals(namespace)
                        || j.run().namespace().equals(namespace))
                .toList();
        List<OpenRun> runs = new ArrayList<>();
        for (Journal journal : journals) {
            Optional<JobView> owner = owners.stream()
                    .filter(o -> o.uid().equals(journal.ownerUid()))
                    .findFirst();
            runs.add(of(journal, owner));
        }
        runs.sort(Comparator.comparing(OpenRun::since));
        List<OpenRun> others = new ArrayList<>();
        owners.stream()
                .filter(o -> journals.stream().noneMatch(j -> j.ownerUid().equals(o.uid())))
                .forEach(o -> withoutJournal(o, backups).ifPresent(others::add));
        others.sort(Comparator.comparing(OpenRun::since));
        runs.addAll(others);
        return runs;
    }

    /** The Backups of a namespace, newest first; all for an empty one. */
    public List<BackupSummary> backups(String namespace) {
        return views(Kinds.BACKUP, namespace).stream()
                .map(OpenRuns::summary)
                .sorted(Comparator.comparing(BackupSummary::takenAt).reversed())
                .toList();
    }

    /** Names of the classes that have a route for such an application. */
    public List<String> classesFor(ApplicationRef application) {
        return views(Kinds.BACKUP_CLASS, "").stream()
                .filter(c -> c.spec()
                        .path("strategies")
                        .valueStream()
                        .anyMatch(route -> BackupResolver.matches(route, application)))
                .map(c -> c.ref().name())
                .sorted()
                .toList();
    }

    private static BackupSummary summary(JobView backup) {
        BackupRecord record = BackupRecords.of(backup);
        return new BackupSummary(
                backup.ref(),
                record.application(),
                record.takenAt(),
                record.uri(),
                record.sizeBytes(),
                backup.phase(),
                backup.condition(ConditionTypes.ARTIFACT_PRESENT).path("status").asText(),
                backup.condition(ConditionTypes.VERIFIED).path("status").asText());
    }

    /** Whose run it is, live; empty if that is gone. */
    Optional<JobView> owner(Journal journal) {
        return parts.cluster().get(journal.owner()).object().map(JobView::of).filter(o -> o.uid()
                .equals(journal.ownerUid()));
    }

    private List<JobView> views(ResourceKind kind, String namespace) {
        return parts.cluster().list(kind, namespace, "").orElse(List.of()).stream()
                .map(JobView::of)
                .toList();
    }

    /**
     * A run with a journal.
     *
     * @param owner whose run it is; empty if that is gone
     */
    OpenRun of(Journal journal, Optional<JobView> owner) {
        Run run = journal.run();
        Standing standing = standing(journal, owner);
        boolean left = journal.state() != Journal.State.OPEN;
        JsonNode told = owner.map(o -> o.condition(condition(run))).orElseGet(MissingNode::getInstance);
        Instant since = run.exit().map(Exit::since).orElse(run.position().since());
        return new OpenRun(
                run.operation().wire(),
                journal.owner(),
                owner.isEmpty(),
                run.uid(),
                standing,
                Optional.of(journal.ref().name()),
                Optional.of(run.pin().target()),
                locks(run),
                run.holds().stream().map(h -> suspended(run, h, left)).toList(),
                run.position().stage(),
                since,
                left || run.inDanger(),
                run.exit().map(Exit::reason).orElse(told.path("reason").asText()),
                run.exit().map(Exit::message).orElse(told.path("message").asText()),
                left ? Optional.empty() : deadline(run, told));
    }

    private static Standing standing(Journal journal, Optional<JobView> owner) {
        return switch (journal.state()) {
            case INTERRUPTED -> Standing.INTERRUPTED;
            case SETTLED -> Standing.SETTLING;
            case OPEN -> owner.filter(o -> !o.terminal()).isEmpty() ? Standing.LEAVING : standing(journal.run());
        };
    }

    private static Standing standing(Run run) {
        if (run.exit().isPresent()) {
            return Standing.LEAVING;
        }
        return run.claimed() ? Standing.AT_WORK : Standing.WAITING;
    }

    private Optional<OpenRun> withoutJournal(JobView owner, List<JobView> backups) {
        Optional<Run> run = JobStatus.record(owner).filter(RunCodec::isWhole).map(RunCodec::decode);
        boolean indebted = owner.condition(ConditionTypes.CLEANED_UP)
                .path("status")
                .asText()
                .equals("False");
        if (owner.ref().kind().equals(Kinds.BACKUP)) {
            return run.map(r -> recorded(r, owner, standing(r)))
                    .or(() -> indebted ? Optional.of(unbegun(owner, backups, Standing.LEAVING)) : Optional.empty());
        }
        if (owner.terminal()) {
            return indebted ? Optional.of(unbegun(owner, backups, Standing.LEAVING)) : Optional.empty();
        }
        return Optional.of(run.map(r -> recorded(r, owner, standing(r)))
                .orElseGet(() -> unbegun(owner, backups, Standing.WAITING)));
    }

    /** A run whose record stands in its owner's status. */
    private OpenRun recorded(Run run, JobView owner, Standing standing) {
        JsonNode told = owner.condition(condition(run));
        return new OpenRun(
                run.operation().wire(),
                owner.ref(),
                false,
                run.uid(),
                standing,
                Optional.empty(),
                Optional.of(run.pin().target()),
                run.claimed() && run.operation() == Operation.BACKUP ? locks(run) : List.of(),
                List.of(),
                run.position().stage(),
                run.exit().map(Exit::since).orElse(run.position().since()),
                run.inDanger(),
                run.exit().map(Exit::reason).orElse(told.path("reason").asText()),
                run.exit().map(Exit::message).orElse(told.path("message").asText()),
                deadline(run, told));
    }

    /** A job that waits, or something that ended and left debt; its record says nothing more. */
    private OpenRun unbegun(JobView owner, List<JobView> backups, Standing standing) {
        JsonNode told =
                owner.condition(standing == Standing.WAITING ? ConditionTypes.READY : ConditionTypes.CLEANED_UP);
        return new OpenRun(
                operation(owner).wire(),
                owner.ref(),
                false,
                owner.uid(),
                standing,
                Optional.empty(),
                target(owner, backups),
                List.of(),
                List.of(),
                "",
                owner.createdAt(),
                false,
                told.path("reason").asText(),
                told.path("message").asText(),
                StageWait.until(told.path("message").asText()));
    }

    private static Operation operation(JobView owner) {
        if (owner.ref().kind().equals(Kinds.BACKUP_JOB)) {
            return Operation.BACKUP;
        }
        return owner.ref().kind().equals(Kinds.RESTORE_JOB) ? Operation.RESTORE : Operation.RECLAIM;
    }

    private static Optional<ApplicationRef> target(JobView owner, List<JobView> backups) {
        if (!owner.ref().kind().equals(Kinds.RESTORE_JOB)) {
            return Optional.of(BackupRecords.application(
                    owner.spec().path("applicationRef"), owner.ref().namespace()));
        }
        return backups.stream()
                .filter(b -> b.ref().namespace().equals(owner.ref().namespace()))
                .filter(b -> owner.specText("/backupRef/name")
                        .filter(b.ref().name()::equals)
                        .isPresent())
                .findFirst()
                .map(b -> RestoreResolver.target(
                        owner,
                        BackupRecords.of(b),
                        owner.specText("/options/targetNamespace")
                                .orElse(owner.ref().namespace())));
    }

    private static List<String> locks(Run run) {
        return Runs.locks(run.plan(), run.pin().target()).stream()
                .map(LockKey::value)
                .toList();
    }

    private static OpenRun.Suspended suspended(Run run, Hold hold, boolean left) {
        return new OpenRun.Suspended(
                hold.reconciler().ref(),
                hold.field(),
                Optional.of(hold.previous()).filter(v -> !v.isMissingNode()).map(JsonNode::toString),
                left ? "what was deleted would be made anew, and empty" : range(run, hold));
    }

    private static String range(Run run, Hold hold) {
        return hold.stage().isEmpty()
                ? "taken over from an interrupted restore"
                : PlanShape.inside(run.plan(), hold.stage()).stream()
                        .map(Stage::name)
                        .collect(Collectors.joining(", ", "stages ", " are not to be disturbed"));
    }

    private static String condition(Run run) {
        return run.operation() == Operation.VERIFY ? ConditionTypes.VERIFIED : ConditionTypes.READY;
    }

    /** What was told counts, as it knows of bounds that no record has. */
    private Optional<Instant> deadline(Run run, JsonNode told) {
        boolean underWay = told.path("reason").asText().equals(Reasons.RUNNING.wire());
        Instant whole = run.exit()
                .map(e -> e.since().plus(parts.options().bounds().exit()))
                .orElseGet(() -> run.position().since().plus(run.stage().within()));
        return underWay
                ? Optional.of(whole)
                : StageWait.until(told.path("message").asText()).or(() -> Optional.of(whole));
    }
}
