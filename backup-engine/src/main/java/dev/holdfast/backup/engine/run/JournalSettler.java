package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.holdfast.backup.api.Labels;
import dev.holdfast.backup.api.Names;
import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.engine.cluster.ApiException;
import dev.holdfast.backup.engine.cluster.Lookup;
import dev.holdfast.backup.engine.pod.PodStage;
import dev.holdfast.backup.engine.work.Interest;
import dev.holdfast.backup.engine.work.Outcome;
import dev.holdfast.backup.engine.work.WorkKey;
import dev.holdfast.backup.spi.ApplicationRef;
import dev.holdfast.backup.spi.BackupDriver;
import dev.holdfast.backup.spi.ObjectRef;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles journals that nobody else will: those whose run's owner was deleted, with its finalizer stripped or its namespace gone, those
 * that were created when their run was over, and those of interrupted restores whose target does not exist any more. Nothing is settled
 * by time. Thread-safe.
 */
public final class JournalSettler {

    private static final Logger LOG = LoggerFactory.getLogger(JournalSettler.class);

    private final EngineParts parts;
    private final Waits waits;
    private final Events events;
    private final Runs runs;

    JournalSettler(EngineParts parts, Waits waits, Events events) {
        this.parts = parts;
        this.waits = waits;
        this.events = events;
        this.runs = new Runs(parts, waits, events);
    }

    /** One pass over one journal. */
    public Outcome reconcile(WorkKey key) {
        Optional<GenericKubernetesResource> secret = parts.feeds()
                .read(new ObjectRef(Kinds.SECRET, key.namespace(), key.name()))
                .object();
        if (secret.isEmpty()) {
            waits.forget(key);
            parts.feeds().forget(key);
            return Outcome.idle();
        }
        try {
            if (!Journal.primaryOf(secret.get()).equals(key.name())) {
                parts.journals().dropIfStray(secret.get());
                return Outcome.after(parts.options().bounds().safetyPass());
            }
            Journal journal = Journal.decode(secret.get());
            return switch (journal.state()) {
                case OPEN -> open(key, journal);
                case INTERRUPTED -> interrupted(key, journal);
                case SETTLED -> settled(journal, Journal.settledBy(secret.get()));
            };
        } catch (ApiException e) {
            return Outcome.retry();
        }
    }

    /**
     * What was left in an unknown state may be gone, and so the reason for the lock. While it is there, what the restore has suspended
     * stays suspended: whoever edits the application would have it made anew, and empty.
     */
    private Outcome interrupted(WorkKey key, Journal read) {
        Journal journal = parts.journals().takeOver(read);
        ApplicationRef target = journal.run().pin().target();
        Optional<ObjectRef> ref = parts.cluster()
                .preferred(target.group(), target.kind())
                .map(kind -> new ObjectRef(kind, target.namespace(), target.name()));
        if (ref.isEmpty()) {
            return Outcome.after(parts.options().bounds().safetyPass());
        }
        Set<Interest> interests = new HashSet<>();
        register(key, new Interest.ByName(ref.get()), interests);
        Suspending suspending = new Suspending(parts, interest -> register(key, interest, interests));
        OrphanHome home = new OrphanHome(parts, waits, events, new JobStatus(parts, stub(journal)), journal, key);
        Lookup seen = parts.cluster().get(ref.get());
        boolean there = target.uid().map(seen::object).orElseGet(seen::object).isPresent();
        if (there) {
            suspending.assertAll(home, journal.run());
            releaseIfSettledMeanwhile(journal);
        } else if (suspending.releaseAll(home, journal.run(), true).isEmpty()) {
            parts.journals().release(home.journal());
        }
        parts.feeds().retain(key, interests);
        return Outcome.after(parts.options().bounds().safetyPass());
    }

    /** Who settles a run writes that down before the release; asserted after that, it would stay suspended for ever. */
    private void releaseIfSettledMeanwhile(Journal journal) {
        boolean stands = parts.journals()
                .live(journal.ref().name())
                .filter(j -> j.uid().equals(journal.uid()) && j.state() != Journal.State.SETTLED)
                .isPresent();
        if (!stands) {
            new LettingGo(parts).unsuspend(journal);
        }
    }

    /** Somebody has decided by hand, and may be at it at this moment; if not, this is where it is done. */
    private Outcome settled(Journal journal, String who) {
        List<String> left = new LettingGo(parts).letGo(journal);
        LOG.info(
                "run {} of {} was settled by {}{}",
                journal.run().uid(),
                journal.owner(),
                who,
                left.isEmpty() ? "" : "; left: " + left);
        return left.isEmpty()
                ? Outcome.idle()
                : Outcome.after(parts.options().bounds().recheck());
    }

    private void register(WorkKey key, Interest interest, Set<Interest> into) {
        into.add(interest);
        parts.feeds().register(key, interest);
    }

    private void wakeUpon(WorkKey key, ObjectRef ref) {
        Interest interest = new Interest.ByName(ref);
        parts.feeds().register(key, interest);
        parts.feeds().retain(key, Set.of(interest));
    }

    /**
     * Its owner goes on with it, unless that has ended: then its creation was on its way while the process that had sent it lost its
     * lease, and nothing was done under it.
     */
    private Outcome open(WorkKey key, Journal journal) {
        wakeUpon(key, journal.owner());
        Optional<JobView> owner = parts.feeds()
                .read(journal.owner())
                .object(journal.ownerUid())
                .or(() -> parts.cluster().get(journal.owner()).object(journal.ownerUid()))
                .map(JobView::of);
        if (owner.isEmpty()) {
            return orphaned(key, journal);
        }
        if (isLate(journal, owner.get())) {
            // What was seen may be old, and the lock of a run that had begun must stay.
            parts.journals()
                    .live(journal.ref().name())
                    .filter(j -> j.uid().equals(journal.uid()) && isLate(j, owner.get()))
                    .ifPresent(parts.journals()::giveBack);
        }
        return Outcome.after(parts.options().bounds().safetyPass());
    }

    private static boolean isLate(Journal journal, JobView owner) {
        return owner.ref().kind().equals(Kinds.RESTORE_JOB)
                && owner.terminal()
                && journal.state() == Journal.State.OPEN
                && !journal.run().claimed();
    }

    private Outcome orphaned(WorkKey key, Journal read) {
        Journal journal = parts.journals().takeOver(read);
        Run run = journal.run();
        BackupDriver driver = parts.drivers().find(run.driver()).orElseGet(() -> AbsentDriver.of(run.driver()));
        if (!run.claimed()) {
            parts.journals().giveBack(journal);
            return Outcome.idle();
        }
        JobView stub = stub(journal);
        OrphanHome home = new OrphanHome(parts, waits, events, new JobStatus(parts, stub), journal, key);
        try (StoreSession stores = runs.stores(run.namespace())) {
            TrackedReads reads = runs.reads(key, driver, stub, run.namespace(), stores);
            Pass pass = runs.pass(home, driver, Optional.empty(), reads, stores);
            Run leaving = run.exit().isPresent() ? run : leave(run);
            if (run.exit().isEmpty()) {
                home.save(leaving);
            }
            return new Leaving(pass).leave(leaving);
        }
    }

    /** The owner that is gone, as far as it matters. */
    private static JobView stub(Journal journal) {
        return new JobView(
                journal.owner(),
                journal.ownerUid(),
                "",
                0,
                Instant.EPOCH,
                true,
                Map.of(),
                Map.of(),
                List.of(),
                MissingNode.getInstance(),
                MissingNode.getInstance());
    }

    private Run leave(Run run) {
        Run out = run.touched() || !podStarted(run) ? run : run.withTouched();
        return out.withExit(new Exit(
                Reasons.CANCELLED.wire(),
                "the job of this run was deleted while it was at work",
                Optional.empty(),
                parts.clock().instant()));
    }

    /** If its Job has gone with its owner, nobody can tell any more whether a pod had begun; so one may have. */
    private boolean podStarted(Run run) {
        if (!run.overwrites()) {
            return false;
        }
        boolean jobGone = run.child(run.position().stage())
                .filter(c -> parts.cluster().get(c.ref()).object().isEmpty())
                .isPresent();
        return jobGone
                || PodStage.containersMayHaveStarted(parts.cluster()
                        .list(Kinds.POD, run.namespace(), Labels.RUN_UID + "=" + Names.labelValue(run.uid()))
                        .orElse(List.of()));
    }
}
