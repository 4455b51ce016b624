package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.api.Labels;
import dev.holdfast.backup.engine.cluster.ApiException;
import dev.holdfast.backup.engine.cluster.Cluster;
import dev.holdfast.backup.engine.work.Feeds;
import dev.holdfast.backup.spi.LockKey;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.Propagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Takes, writes and releases journals. To create the Secret is to take the lock, to delete it is to release it, its
 * resourceVersion is the fence; nothing expires. Thread-safe.
 */
final class Journals {

    private final Cluster cluster;
    private final Feeds feeds;
    private final String namespace;
    private final LongSupplier epoch;

    /** What came of trying to take a set of locks. */
    sealed interface Acquisition {

        <T> T match(Function<Journal, T> acquired, Function<Journal, T> busy);

        /**
         * The locks are this run's.
         *
         * @param journal its journal; that of an earlier attempt of the same run counts
         */
        record Acquired(Journal journal) implements Acquisition {
            @Override
            public <T> T match(Function<Journal, T> acquired, Function<Journal, T> busy) {
                return acquired.apply(journal);
            }
        }

        /**
         * Another run has one of them; nothing was kept.
         *
         * @param other its journal
         */
        record Busy(Journal other) implements Acquisition {
            @Override
            public <T> T match(Function<Journal, T> acquired, Function<Journal, T> busy) {
                return busy.apply(other);
            }
        }
    }

    Journals(Cluster cluster, Feeds feeds, String namespace, LongSupplier epoch) {
        this.cluster = cluster;
        this.feeds = feeds;
        this.namespace = namespace;
        this.epoch = epoch;
    }

    /**
     * Makes the journal this leader's before anything is done by it: whatever a former leader still has on the wire is a conflict
     * then. Costs nothing if it is.
     */
    Journal takeOver(Journal journal) {
        return journal.epoch() == epoch.getAsLong() ? journal : save(journal, journal.run());
    }

    /** Live: the journal that holds the lock, if it is held. */
    Optional<Journal> holder(LockKey key) {
        return cluster.get(secret(Journal.nameOf(key))).object().flatMap(this::resolve);
    }

    private Optional<Journal> resolve(GenericKubernetesResource secret) {
        String primary = Journal.primaryOf(secret);
        return primary.equals(secret.getMetadata().getName())
                ? Optional.of(Journal.decode(secret))
                : cluster.get(secret(primary)).object().map(Journal::decode);
    }

    /** The journal that was last seen to hold the lock; costs no request where journals are cached. */
    Optional<Journal> seen(LockKey key) {
        String name = Journal.nameOf(key);
        return all().stream().filter(j -> j.locks().contains(name)).findFirst();
    }

    /** The journal as last seen; empty if it is gone. */
    Optional<Journal> find(String name) {
        return feeds.read(secret(name)).object().map(Journal::decode);
    }

    /** The journal of this name, live; empty if there is none, also if the Secret only points to one. */
    Optional<Journal> live(String name) {
        return cluster.get(secret(name))
                .object()
                .filter(s -> Journal.primaryOf(s).equals(name))
                .map(Journal::decode);
    }

    /** All journals as last seen, those that only point to one left out. */
    List<Journal> all() {
        return decoded(feeds.list(Kinds.SECRET, namespace, Journal.LABEL, "true"));
    }

    /** All journals, live. */
    List<Journal> live() {
        return decoded(
                cluster.list(Kinds.SECRET, namespace, Journal.LABEL + "=true").orElse(List.of()));
    }

    private static List<Journal> decoded(List<GenericKubernetesResource> secrets) {
        return secrets.stream()
                .filter(s -> Journal.primaryOf(s).equals(s.getMetadata().getName()))
                .map(Journal::decode)
                .toList();
    }

    /**
     * Takes all locks for the run, or none.
     *
     * @param interrupted the journal of an interrupted restore to take over, with all its locks
     */
    Acquisition acquire(Run run, List<LockKey> keys, ObjectRef owner, String ownerUid, Optional<Journal> interrupted) {
        TreeSet<String> names = new TreeSet<>(keys.stream().map(Journal::nameOf).toList());
        interrupted.ifPresent(j -> names.addAll(j.locks()));
        List<String> locks = List.copyOf(names);
        String primary = interrupted.map(j -> j.ref().name()).orElse(locks.get(0));
        ObjectNode data = Journal.data(
                run,
                Journal.State.OPEN,
                owner,
                ownerUid,
                locks,
                interrupted.flatMap(Journal::leftBehind),
                epoch.getAsLong());
        Acquisition first = interrupted.isPresent()
                ? new Acquisition.Acquired(write(interrupted.get(), data, run.uid()))
                : create(primary, run, data);
        return first.match(
                journal -> {
                    for (String name : locks) {
                        boolean held = name.equals(primary)
                                || interrupted
                                        .filter(j -> j.locks().contains(name))
                                        .isPresent();
                        if (!held && create(name, run, Journal.pointer(primary)) instanceof Acquisition.Busy busy) {
                            release(journal);
                            return busy;
                        }
                    }
                    return first;
                },
                other -> first);
    }

    private Acquisition create(String name, Run run, ObjectNode data) {
        try {
            GenericKubernetesResource made = cluster.create(Journal.manifest(namespace, name, run.uid(), data));
            feeds.wrote(made);
            return new Acquisition.Acquired(resolve(made).orElseThrow());
        } catch (ApiException e) {
            if (!e.isAlreadyExists()) {
                throw e;
            }
            Journal other =
                    cluster.get(secret(name)).object().flatMap(this::resolve).orElseThrow(() -> e);
            return other.run().uid().equals(run.uid()) ? new Acquisition.Acquired(other) : new Acquisition.Busy(other);
        }
    }

    /** Writes the record. A 409 means that somebody else moved: the outcome of this pass is worth nothing. */
    Journal save(Journal journal, Run run) {
        return write(journal, data(journal, journal.state(), run), run.uid());
    }

    /** Writes the record, and with it live objects as they were before the run deletes or changes them. */
    Journal save(Journal journal, Run run, List<GenericKubernetesResource> captured) {
        ObjectNode data = data(journal, journal.state(), run);
        data.setAll(Captures.data(journal.captures(), captured));
        return write(journal, data, run.uid());
    }

    /** Writes the record and marks the journal: its lock stays until a restore of the target takes over. */
    Journal interrupt(Journal journal, Run run) {
        return write(journal, data(journal, Journal.State.INTERRUPTED, run), run.uid());
    }

    /** Writes down that what the run holds is let go, and who has decided so; from now on nobody asserts anything of it. */
    Journal settle(Journal journal, String who) {
        ObjectNode data = data(journal, Journal.State.SETTLED, journal.run());
        Journal.settledBy(data, who);
        return write(journal, data, journal.run().uid());
    }

    private ObjectNode data(Journal journal, Journal.State state, Run run) {
        return Journal.data(
                run,
                state,
                journal.owner(),
                journal.ownerUid(),
                journal.locks(),
                journal.inherited(),
                epoch.getAsLong());
    }

    /**
     * Gives the locks of a run back that has ended: to nobody, or, unless it has brought its target back, to the interruption that it
     * had taken over.
     */
    void giveBack(Journal journal) {
        if (journal.inherited().isPresent() && !journal.run().isSafeAgain()) {
            interrupt(journal, journal.run());
        } else {
            release(journal);
        }
    }

    private Journal write(Journal journal, ObjectNode data, String runUid) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("metadata").putObject("labels").put(Labels.RUN_UID, runUid);
        patch.set("data", data);
        GenericKubernetesResource written = cluster.patch(journal.ref(), journal.resourceVersion(), patch);
        feeds.wrote(written);
        return Journal.decode(written);
    }

    /** Gives all locks back, the journal itself last. */
    void release(Journal journal) {
        List<String> pointers = new ArrayList<>(journal.locks());
        pointers.remove(journal.ref().name());
        for (String name : pointers) {
            cluster.get(secret(name))
                    .object()
                    .filter(s -> Journal.primaryOf(s).equals(journal.ref().name()))
                    .ifPresent(s -> delete(secret(name), s.getMetadata().getUid()));
        }
        delete(journal.ref(), journal.uid());
    }

    /** Removes a lock that points to a journal which does not have it: it was created when its run was over. */
    void dropIfStray(GenericKubernetesResource pointer) {
        String name = pointer.getMetadata().getName();
        boolean isHeld = live(Journal.primaryOf(pointer))
                .filter(j -> j.locks().contains(name))
                .isPresent();
        if (!isHeld) {
            delete(secret(name), pointer.getMetadata().getUid());
        }
    }

    private void delete(ObjectRef ref, String uid) {
        cluster.delete(ref, uid, Propagation.BACKGROUND);
        feeds.gone(ref);
    }

    private ObjectRef secret(String name) {
        return new ObjectRef(Kinds.SECRET, namespace, name);
    }
}
