package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.api.ConditionTypes;
import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.engine.report.Debt;
import dev.holdfast.backup.engine.report.Release;
import dev.holdfast.backup.spi.StageAction;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles runs by hand: shows what one holds, and lets it go on somebody's word. It works with and without a running engine: the decision
 * is written into the journal first, and whoever sees it there carries it out. Thread-safe.
 */
public final class Settlements {

    private static final Logger LOG = LoggerFactory.getLogger(Settlements.class);

    private final EngineParts parts;
    private final Events events;
    private final OpenRuns runs;

    /** Settles through these parts. */
    public Settlements(EngineParts parts) {
        this.parts = parts;
        this.events = new Events(parts.cluster(), parts.clock(), parts.options().identity());
        this.runs = new OpenRuns(parts);
    }

    /**
     * The journals that are meant.
     *
     * @param run {@code namespace/name} of a RestoreJob, the name of a journal, or the UID of a run
     */
    public List<Debt> debts(String run) {
        return parts.journals().live().stream()
                .filter(j -> isMeant(j, run))
                .map(this::debt)
                .toList();
    }

    private static boolean isMeant(Journal journal, String run) {
        boolean byOwner = journal.owner().kind().equals(Kinds.RESTORE_JOB)
                && run.equals(
                        journal.owner().namespace() + "/" + journal.owner().name());
        return byOwner
                || run.equals(journal.ref().name())
                || run.equals(journal.run().uid());
    }

    private Debt debt(Journal journal) {
        Optional<JobView> owner = runs.owner(journal);
        return new Debt(
                runs.of(journal, owner),
                journal.ref().name(),
                captured(journal),
                journal.run().children().stream().map(Child::ref).toList(),
                ways(journal),
                refusal(journal, owner));
    }

    /** As they were before the run; what it has made itself is not among them. */
    private static List<Debt.Captured> captured(Journal journal) {
        Map<String, GenericKubernetesResource> oldest = new LinkedHashMap<>();
        journal.captures().forEach(o -> oldest.putIfAbsent(o.getMetadata().getUid(), o));
        journal.run().children().forEach(c -> oldest.remove(c.uid()));
        return oldest.values().stream()
                .map(o -> new Debt.Captured(fate(journal.run(), o), o))
                .toList();
    }

    private static String fate(Run run, GenericKubernetesResource before) {
        List<String> stages = run.hits().stream()
                .filter(h -> h.uid().equals(before.getMetadata().getUid()))
                .map(Hit::stage)
                .toList();
        String words = run.plan().stages().stream()
                .filter(s -> stages.contains(s.name()))
                .map(s -> (s.action() instanceof StageAction.Delete ? "deleted" : "changed") + " by stage '" + s.name()
                        + "'")
                .collect(Collectors.joining(", "));
        return words.isEmpty() ? "deleted or changed by an earlier restore of the target" : words;
    }

    private static List<String> ways(Journal journal) {
        Object target = journal.run().pin().target();
        String anew = journal.run().holds().isEmpty() ? "" : "; what was deleted is then made anew, and empty";
        if (journal.state() == Journal.State.OPEN) {
            return List.of(
                    "a running engine goes on by itself",
                    "settle it only if none ever will: the locks go, what it suspended is released, and what it has made"
                            + " stays as it is" + anew);
        }
        return List.of(
                "restore into " + target + " again: the next restore takes over all of this",
                "delete " + target + ": a running engine then releases all of this by itself",
                "settle it: the locks go, what it suspended is released, and " + target
                        + " stays as it is, which is not" + " as it was" + anew);
    }

    private static Optional<String> refusal(Journal journal, Optional<JobView> owner) {
        boolean underWay = journal.state() == Journal.State.OPEN
                && owner.filter(o -> !o.terminal()).isPresent();
        return underWay
                ? Optional.of(journal.owner() + " is under way and not interrupted, so it is not settled"
                        + (journal.owner().kind().equals(Kinds.RESTORE_JOB) ? "; cancel it instead" : ""))
                : Optional.empty();
    }

    /**
     * Lets go of what the run of a journal holds, if it was interrupted, or if its owner is gone or has ended.
     *
     * @param journal name of the journal
     * @param who has decided so, for those who ask later
     */
    public Release settle(String journal, String who) {
        Optional<Journal> found = parts.journals().live(journal);
        if (found.isEmpty()) {
            return new Release.Refused("there is no journal " + parts.options().namespace() + "/" + journal);
        }
        Optional<String> refusal = refusal(found.get(), runs.owner(found.get()));
        return refusal.isPresent() ? new Release.Refused(refusal.get()) : letGo(found.get(), who);
    }

    /** Lets go of what a run holds, whatever it is at. */
    Release letGo(Journal found, String who) {
        return Conflicts.again(() -> {
            Optional<Journal> journal = parts.journals()
                    .live(found.ref().name())
                    .filter(j -> j.uid().equals(found.uid()));
            List<String> left = journal.map(j -> letGoOf(j, who)).orElse(List.of());
            return left.isEmpty() ? new Release.Done(holdings(found)) : new Release.Unfinished(left);
        });
    }

    /** The decision is told before the effects, so that nothing is let go without a word about who wanted it. */
    private List<String> letGoOf(Journal journal, String who) {
        boolean decided = journal.state() == Journal.State.SETTLED;
        Journal settled = decided ? journal : parts.journals().settle(journal, who);
        String message = who + " has settled run " + journal.run().uid() + " of " + journal.owner()
                + ", and lets go of " + String.join(", ", holdings(journal));
        LOG.warn("{}", message);
        Conflicts.again(() -> tell(settled, message));
        return new LettingGo(parts).letGo(settled);
    }

    private boolean tell(Journal journal, String message) {
        Optional<JobView> owner = runs.owner(journal);
        events.warning(
                owner.orElseGet(() -> JobView.named(journal.ref(), journal.uid())), Reasons.SETTLED.wire(), message);
        Optional<JobView> job = owner.filter(o -> o.ref().kind().equals(Kinds.RESTORE_JOB));
        job.ifPresent(o -> {
            JobStatus status = new JobStatus(parts, o);
            // Nobody goes on removing what was left.
            status.write(status.patch()
                    .withoutCondition(ConditionTypes.CLEANED_UP)
                    .condition(ConditionTypes.SETTLED, "True", Reasons.SETTLED.wire(), message));
        });
        return job.isPresent();
    }

    private static List<String> holdings(Journal journal) {
        List<String> words = new ArrayList<>();
        words.add(Runs.locks(journal.run().plan(), journal.run().pin().target()).stream()
                .map(key -> key.value())
                .collect(Collectors.joining(", ", "the lock of ", "")));
        journal.run().holds().forEach(h -> words.add("the suspension of " + h));
        return words;
    }
}
