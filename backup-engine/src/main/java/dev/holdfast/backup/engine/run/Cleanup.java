package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.api.Labels;
import dev.holdfast.backup.api.Names;
import dev.holdfast.backup.engine.cluster.ApiException;
import dev.holdfast.backup.engine.cluster.Lookup;
import dev.holdfast.backup.engine.pod.PodStage;
import dev.holdfast.backup.spi.Lifetime;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.Observation;
import dev.holdfast.backup.spi.Propagation;
import dev.holdfast.backup.spi.Stage;
import dev.holdfast.backup.spi.StageAction;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Removes what a run has made and does not leave behind, and waits until it is gone. The finished Job of a {@code pod} stage stays:
 * its owner collects it, and a tenant may read it. Level-triggered: each call does what is left to do.
 */
final class Cleanup {

    private final Pass pass;
    private final EngineParts parts;
    private final RunHome home;

    Cleanup(Pass pass) {
        this.pass = pass;
        this.parts = pass.parts();
        this.home = pass.home();
    }

    /** Whether the run has made nothing that it would have to remove after a success. */
    static boolean leavesNothing(Run run, JobView owner) {
        return run.holds().isEmpty()
                && run.plan().stages().stream()
                        .noneMatch(s -> s.lifetime() == Lifetime.RUN
                                && (s.action() instanceof StageAction.Create
                                        || s.action() instanceof StageAction.Pod
                                                && !Children.collects(owner, run.namespace())));
    }

    /** What is left, in words; empty if all is gone. */
    List<String> clean(Run run, boolean succeeded) {
        List<String> left = new ArrayList<>();
        if (!succeeded && !run.touched()) {
            left.addAll(new Effects(pass).undo(run));
        }
        for (Stage stage : run.plan().stages()) {
            Run there = run.position().stage().equals(stage.name())
                    ? run
                    : run.withPosition(
                            Position.entering(stage.name(), run.position().since()));
            if (goes(stage, succeeded || run.result().isPresent())) {
                Children.ref(stage, there, home.owner()).ifPresent(ref -> remove(run, stage, ref, left));
            }
        }
        if (left.isEmpty()) {
            livePods(run).forEach(p -> left.add("Pod " + p.getMetadata().getName()));
        }
        if (left.isEmpty() && !succeeded) {
            erase(run, left);
        }
        if (left.isEmpty()) {
            left.addAll(Suspending.in(pass).releaseAll(home, run, succeeded));
        }
        return left;
    }

    /** What the restore has made stays, whatever comes of the run; what belongs to a Backup goes if there is none. */
    private static boolean goes(Stage stage, boolean recorded) {
        return switch (stage.lifetime()) {
            case RUN -> true;
            case BACKUP -> !recorded;
            case UNMANAGED -> false;
        };
    }

    private void remove(Run run, Stage stage, ObjectRef ref, List<String> left) {
        Optional<GenericKubernetesResource> there = parts.feeds().read(ref).object();
        boolean ours = there.filter(o -> StageEntry.isOurs(o, run)).isPresent();
        if (!ours) {
            return;
        }
        GenericKubernetesResource child = there.get();
        boolean finishedJob = stage.action() instanceof StageAction.Pod && PodStage.hasEnded(child);
        if (finishedJob && Children.collects(home.owner(), run.namespace()) && stage.lifetime() == Lifetime.RUN) {
            return;
        }
        Lookup found = parts.cluster().get(ref);
        Optional<GenericKubernetesResource> live = found.object();
        if (live.isEmpty() && !found.isKindMissing()) {
            parts.feeds().gone(ref);
            return;
        }
        left.add(ref.toString());
        if (live.isPresent() && live.get().getMetadata().getDeletionTimestamp() == null) {
            try {
                parts.cluster().delete(ref, child.getMetadata().getUid(), propagation(stage));
            } catch (ApiException e) {
                if (!e.isConflict()) {
                    throw e;
                }
            }
        }
    }

    /** Pods go before their Job; an operator may watch its object until the end, so that is removed first. */
    private static Propagation propagation(Stage stage) {
        return stage.action() instanceof StageAction.Pod ? Propagation.FOREGROUND : Propagation.BACKGROUND;
    }

    /** Whether a container of the run's pods, as last seen, may have run, or of one that was seen and is gone. */
    boolean podStarted(Run run) {
        return PodStage.containersMayHaveStarted(pods(run)) || parts.feeds().sawPodStart(Names.labelValue(run.uid()));
    }

    private List<GenericKubernetesResource> pods(Run run) {
        boolean pods = run.plan().stages().stream().anyMatch(s -> s.action() instanceof StageAction.Pod);
        return pods
                ? parts.feeds().list(Kinds.POD, run.namespace(), Labels.RUN_UID, Names.labelValue(run.uid()))
                : List.of();
    }

    private List<GenericKubernetesResource> livePods(Run run) {
        return pods(run).stream()
                .filter(p -> {
                    String phase = JobView.of(p).phase();
                    return !phase.equals("Succeeded") && !phase.equals("Failed");
                })
                .toList();
    }

    private void erase(Run run, List<String> left) {
        if (run.result().isPresent()) {
            return;
        }
        for (Stage stage : run.plan().stages()) {
            stage.eraseUnlessSucceeded().ifPresent(uri -> {
                Observation erased = new Erasing(pass).delete(run.plan(), uri, Map.of());
                erased.<Optional<String>>match(
                                done -> Optional.empty(),
                                w -> Optional.of(w.message()),
                                f -> Optional.of(f.message()),
                                r -> Optional.of(r.message()))
                        .ifPresent(why -> left.add(uri + " (" + why + ")"));
            });
        }
    }
}
