package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.api.Labels;
import dev.holdfast.backup.api.Names;
import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.engine.pod.PodStage;
import dev.holdfast.backup.engine.pod.PodView;
import dev.holdfast.backup.engine.redact.Redactor;
import dev.holdfast.backup.spi.BackupResult;
import dev.holdfast.backup.spi.Check;
import dev.holdfast.backup.spi.Done;
import dev.holdfast.backup.spi.Failed;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.Observation;
import dev.holdfast.backup.spi.RefusedException;
import dev.holdfast.backup.spi.StageAction;
import dev.holdfast.backup.spi.Waiting;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Says how the stage of a run stands, from what can be read. Used by one thread, for one pass. */
final class StageLook {

    private final Pass pass;
    private final EngineParts parts;
    private final boolean live;

    /**
     * A look.
     *
     * @param live whether caches are passed over: the last look before a deadline or a cancel is believed
     */
    StageLook(Pass pass, boolean live) {
        this.pass = pass;
        this.parts = pass.parts();
        this.live = live;
    }

    /** How the stage stands, given its child. */
    Observation look(Run run, Optional<GenericKubernetesResource> child) {
        return run.stage().action().match(new ByAction(run, child));
    }

    private final class ByAction implements StageAction.Cases<Observation> {
        private final Run run;
        private final Optional<GenericKubernetesResource> child;

        ByAction(Run run, Optional<GenericKubernetesResource> child) {
            this.run = run;
            this.child = child;
        }

        @Override
        public Observation create(StageAction.Create create) {
            return child.isEmpty() ? Done.done() : checked(run, Optional.empty());
        }

        @Override
        public Observation pod(StageAction.Pod pod) {
            return StageLook.this.pod(run, pod, child.orElseThrow());
        }

        @Override
        public Observation await(StageAction.Await await) {
            return checked(run, Optional.empty());
        }

        @Override
        public Observation erase(StageAction.Erase erase) {
            return new Erasing(pass).erase(run, erase);
        }

        @Override
        public Observation suspend(StageAction.Suspend suspend) {
            return idle(run, suspend);
        }

        @Override
        public Observation resume(StageAction.Resume resume) {
            return resumed(run, resume);
        }

        @Override
        public Observation delete(StageAction.Delete delete) {
            return andChecked(run, new Effects(pass).delete(run, delete));
        }

        @Override
        public Observation patch(StageAction.Patch patch) {
            return andChecked(run, new Effects(pass).patch(run, patch));
        }
    }

    private Observation andChecked(Run run, Observation effect) {
        return effect instanceof Done ? checked(run, Optional.empty()) : effect;
    }

    /**
     * What is suspended may have begun to act on what it read before: it has to stand still for as long as a wait must last to be worth
     * telling, counted from when the stage was entered.
     */
    private Observation idle(Run run, StageAction.Suspend suspend) {
        Hold hold = run.hold(run.position().stage()).orElseThrow();
        Optional<String> disturbed = Suspending.in(pass).disturbed(hold);
        if (disturbed.isPresent()) {
            return Waiting.waiting(
                    Reasons.RECONCILER_BUSY.wire(),
                    suspend.reconciler().ref() + " is suspended, but still at work: " + disturbed.get());
        }
        Duration rest = Duration.between(
                parts.clock().instant(),
                run.position().since().plus(parts.options().bounds().quiet()));
        if (rest.compareTo(Duration.ZERO) > 0) {
            return Waiting.running(
                            Reasons.RECONCILER_BUSY.wire(),
                            suspend.reconciler().ref() + " is suspended; looking whether it stands still")
                    .recheckAfter(rest);
        }
        return suspend.reconciler()
                .idle()
                .map(check -> checked(run, check, Optional.empty()))
                .orElseGet(Done::done);
    }

    private Observation resumed(Run run, StageAction.Resume resume) {
        boolean released =
                run.hold(resume.stage()).map(Suspending.in(pass)::release).orElse(true);
        return released
                ? Done.done()
                : Targets.unserved(run.hold(resume.stage())
                        .orElseThrow()
                        .reconciler()
                        .ref()
                        .kind());
    }

    private Observation checked(Run run, Optional<BackupResult> reported) {
        return run.stage().check().map(name -> checked(run, name, reported)).orElseGet(Done::done);
    }

    private Observation checked(Run run, String name, Optional<BackupResult> reported) {
        Check check = pass.driver().checks().get(name);
        if (check == null) {
            return Failed.failed(Reasons.DRIVER_INCOMPATIBLE.wire(), Planner.lacking(pass.driver(), name));
        }
        try {
            Observation seen = check.check(
                    new EngineStageContext(pass.reads(), run, pass.backup(), stage -> child(run, stage), reported));
            return Hidden.names(run).isEmpty()
                    ? seen
                    : Hidden.read(parts.secrets(), run).in(seen);
        } catch (RefusedException e) {
            return e.failed();
        } catch (StopWaitingException e) {
            return e.waiting();
        }
    }

    private Optional<GenericKubernetesResource> child(Run run, String stage) {
        Optional<ObjectRef> ref = run.plan().stages().stream()
                .filter(s -> s.name().equals(stage))
                .findFirst()
                .flatMap(s -> Children.ref(s, atStage(run, stage), pass.home().owner()));
        return ref.flatMap(r -> (live ? parts.cluster().get(r) : parts.feeds().read(r)).object())
                .filter(o -> StageEntry.isOurs(o, run));
    }

    private static Run atStage(Run run, String stage) {
        return run.position().stage().equals(stage)
                ? run
                : run.withPosition(Position.entering(stage, run.position().since()));
    }

    private Observation pod(Run run, StageAction.Pod pod, GenericKubernetesResource job) {
        PodView view = view(run, pod, job);
        Redactor template = Redactor.ofTemplate(pod.template());
        boolean backup = run.operation() == Operation.BACKUP;
        Observation seen;
        if (PodStage.quotes(view)) {
            Hidden hidden = Hidden.read(parts.secrets(), run);
            seen = hidden.in(PodStage.observe(view, pod.settings(), backup, template.and(hidden.all())));
        } else {
            seen = PodStage.observe(view, pod.settings(), backup, template);
        }
        return seen.match(
                done -> run.stage().check().isEmpty() ? done : checked(run, done.result()), w -> w, f -> f, r -> r);
    }

    /** Once the Job has ended, an older pod in a cache would make its result look absent: then the pods are read live. */
    private PodView view(Run run, StageAction.Pod pod, GenericKubernetesResource job) {
        boolean backupRun = run.operation() == Operation.BACKUP;
        PodView cached = PodView.of(job, pods(run, live), parts.clock().instant());
        boolean ended = PodStage.hasEnded(job);
        boolean doubtful = ended
                        && !live
                        && PodStage.logToRead(cached, pod.settings(), backupRun).isPresent()
                || ended && !live && noneEnded(cached.pods());
        PodView view = doubtful ? PodView.of(job, pods(run, true), parts.clock().instant()) : cached;
        return PodStage.logToRead(view, pod.settings(), backupRun)
                .flatMap(source ->
                        parts.cluster().podLog(job.getMetadata().getNamespace(), source.pod(), source.container(), 50))
                .map(view::withLog)
                .orElse(view);
    }

    private static boolean noneEnded(List<GenericKubernetesResource> pods) {
        return pods.stream()
                .map(JobView::of)
                .noneMatch(p -> p.phase().equals("Succeeded") || p.phase().equals("Failed"));
    }

    private List<GenericKubernetesResource> pods(Run run, boolean now) {
        String namespace = run.namespace();
        String uid = Names.labelValue(run.uid());
        return now
                ? parts.cluster()
                        .list(Kinds.POD, namespace, Labels.RUN_UID + "=" + uid)
                        .orElse(List.of())
                : parts.feeds().list(Kinds.POD, namespace, Labels.RUN_UID, uid);
    }

    /** Whether a container of the stage's Job may have run. */
    boolean podStarted(Run run, GenericKubernetesResource job) {
        List<GenericKubernetesResource> pods = pods(run, live);
        return pods.isEmpty() ? PodStage.containersMayHaveStarted(job, pods) : PodStage.containersMayHaveStarted(pods);
    }
}
