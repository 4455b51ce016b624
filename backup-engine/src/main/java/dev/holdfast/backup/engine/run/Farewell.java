package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.api.Finalizers;
import dev.holdfast.backup.engine.cluster.EngineLease;
import dev.holdfast.backup.engine.report.Leftovers;
import dev.holdfast.backup.engine.report.Release;
import dev.holdfast.backup.spi.ResourceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes out of a cluster what only an engine could take out later: finalizers and journals. What journals suspend is released first. For
 * a cluster that the engine has left. Thread-safe.
 */
public final class Farewell {

    private static final List<ResourceKind> HELD = List.of(Kinds.BACKUP_JOB, Kinds.RESTORE_JOB, Kinds.BACKUP);
    private static final List<String> OURS = List.of(Finalizers.CLEANUP, Finalizers.LEGACY_CLEANUP_VELERO);

    private final EngineParts parts;

    /** Works through these parts. */
    public Farewell(EngineParts parts) {
        this.parts = parts;
    }

    /** What would stay. */
    public Leftovers leftovers() {
        OpenRuns runs = new OpenRuns(parts);
        return new Leftovers(
                EngineLease.holder(
                        parts.cluster(), parts.options(), parts.clock().instant()),
                held().stream().map(Farewell::told).toList(),
                parts.journals().live().stream()
                        .map(j -> runs.of(j, runs.owner(j)))
                        .toList());
    }

    private List<JobView> held() {
        List<JobView> held = new ArrayList<>();
        for (ResourceKind kind : HELD) {
            parts.cluster().list(kind, "", "").orElse(List.of()).stream()
                    .map(JobView::of)
                    .filter(o -> !ours(o).isEmpty())
                    .forEach(held::add);
        }
        return held;
    }

    private static List<String> ours(JobView object) {
        return object.finalizers().stream().filter(OURS::contains).toList();
    }

    private static Leftovers.Held told(JobView object) {
        return new Leftovers.Held(object.ref(), ours(object), object.deleting());
    }

    /**
     * Removes all of it. Journals go first: as long as one is there, its owner's finalizer is.
     *
     * @param who has decided so
     * @param force also while an engine is alive, which would begin again
     */
    public Release remove(String who, boolean force) {
        Optional<String> engine = leftovers().engine();
        if (engine.isPresent() && !force) {
            return new Release.Refused(
                    "the engine " + engine.get() + " is alive and would begin again: it has renewed the"
                            + " Lease " + parts.options().namespace() + "/"
                            + parts.options().lease().name() + ". Take it away first");
        }
        Settlements settlements = new Settlements(parts);
        List<String> released = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (Journal journal : parts.journals().live()) {
            settlements
                    .letGo(journal, who)
                    .<Boolean>match(
                            done -> released.addAll(done.released()),
                            unfinished -> left.addAll(unfinished.left()),
                            refused -> left.add(refused.why()));
        }
        for (JobView object : held()) {
            removeFinalizers(object);
            released.add("the finalizer of " + object.ref());
        }
        return left.isEmpty() ? new Release.Done(released) : new Release.Unfinished(left);
    }

    private boolean removeFinalizers(JobView read) {
        return Conflicts.again(() -> {
            Optional<JobView> live = parts.cluster().get(read.ref()).object().map(JobView::of);
            live.ifPresent(o -> new CleanupFinalizer(new JobStatus(parts, o)).remove());
            return live.isPresent();
        });
    }
}
