package dev.holdfast.backup.benchmarks.load;

import dev.holdfast.backup.testkit.cluster.AuditEvent;
import dev.holdfast.backup.testkit.cluster.KubeBinaries;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** One contender under one load, on an API server that nobody has used before. Used by one thread. */
final class Measurement {

    private static final Duration LOOK = Duration.ofMillis(500);
    /** Passes that were put off for a second come within this time. */
    private static final int QUIET_LOOKS = 4;
    /** Between one run's success and the next one's, besides the operator's work. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** What is worth telling of a wait is told within ten seconds of its beginning. */
    private static final Duration UNTIL_WAITING = Duration.ofSeconds(15);
    /** All of it before the first run is done, or it would be counted as waiting. */
    private static final Duration BEFORE_THE_FIRST = Duration.ofSeconds(5);

    private final KubeBinaries binaries;
    private final LoadOptions options;

    Measurement(KubeBinaries binaries, LoadOptions options) {
        this.binaries = binaries;
        this.options = options;
    }

    Figures of(Mode mode) throws IOException, InterruptedException {
        Path log = Files.createTempFile("holdfast-contender-", ".log");
        Timeline warmUp = new Timeline(options.warmUp(), System::nanoTime);
        Timeline timeline = new Timeline(options.jobs(), System::nanoTime);
        try (Field field = Field.start(binaries)) {
            field.applications("warm-", options.warmUp());
            field.applications("run-", options.jobs());
            try (Operator operator = Operator.start(field.client(), new Operator.Load(warmUp, WorkTime.NONE));
                    SharedIndexInformer<?> phases = field.watch((run, phase) -> {
                        warmUp.phase(run, phase);
                        timeline.phase(run, phase);
                    });
                    Contender contender = Contender.start(
                            mode, field.kubeconfig(), Field.USER, options.workers(), options.jvm(), log)) {
                Scene scene = new Scene(field, contender);
                field.backUp("warm-", options.warmUp(), warmUp::creating);
                scene.awaitSuccess(warmUp, WorkTime.NONE);
                scene.settle();
                operator.take(new Operator.Load(timeline, options.work()));
                return measure(mode, scene, timeline);
            }
        } finally {
            Files.delete(log);
        }
    }

    private record Scene(Field field, Contender contender) {

        /** Until nothing was asked for some seconds. */
        int settle() throws InterruptedException {
            int last = -1;
            for (int quiet = 0; quiet < QUIET_LOOKS; ) {
                int now = Requests.of(field.asked()).total();
                quiet = now == last ? quiet + 1 : 0;
                last = now;
                TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
            }
            return last;
        }

        void awaitSuccess(Timeline timeline, WorkTime work) throws IOException, InterruptedException {
            long patience = work.most().plus(PATIENCE).dividedBy(LOOK);
            long before = timeline.open();
            for (long looks = 0; !timeline.awaitSucceeded(LOOK); looks++) {
                contender.requireAlive();
                if (timeline.open() < before) {
                    before = timeline.open();
                    looks = 0;
                }
                if (looks > patience) {
                    throw new IllegalStateException(timeline.open() + " runs did not end");
                }
            }
        }
    }

    private Figures measure(Mode mode, Scene scene, Timeline timeline) throws IOException, InterruptedException {
        List<AuditEvent> before = scene.field().asked();
        Duration cpu = scene.contender().cpu();
        scene.field().backUp("run-", options.jobs(), timeline::creating);
        OptionalInt whileWaiting = whileWaiting(scene, timeline);
        scene.awaitSuccess(timeline, options.work());
        scene.settle();
        List<AuditEvent> after = scene.field().asked();
        return new Figures(
                mode,
                options.jobs(),
                timeline.rate(),
                timeline.start(),
                timeline.notice(),
                Requests.of(after.subList(before.size(), after.size())),
                whileWaiting,
                scene.contender().peakMebibytes(),
                scene.contender().cpu().minus(cpu));
    }

    /** From when all runs have waited for some seconds until shortly before the operator is done with the first. */
    private OptionalInt whileWaiting(Scene scene, Timeline timeline) throws IOException, InterruptedException {
        while (!options.work().isInstant() && timeline.open() == options.jobs() && !timeline.awaitRunning(LOOK)) {
            scene.contender().requireAlive();
        }
        Duration left = options.work()
                .least()
                .minus(timeline.sinceTheFirst())
                .minus(UNTIL_WAITING)
                .minus(BEFORE_THE_FIRST);
        if (left.isNegative() || left.isZero()) {
            return OptionalInt.empty();
        }
        TimeUnit.MILLISECONDS.sleep(UNTIL_WAITING.toMillis());
        int before = Requests.of(scene.field().asked()).total();
        TimeUnit.MILLISECONDS.sleep(left.toMillis());
        return OptionalInt.of(Requests.of(scene.field().asked()).total() - before);
    }
}
