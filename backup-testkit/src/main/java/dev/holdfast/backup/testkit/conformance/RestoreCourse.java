package dev.holdfast.backup.testkit.conformance;

import dev.holdfast.backup.spi.ApplicationRef;
import java.util.Optional;

/** A restore of the older of two Backups, in place or to a copy. */
final class RestoreCourse extends Course {

    private static final String OLD_COPY = "old copy";

    private final boolean toCopy;
    private String name = Order.NAME;
    private volatile boolean cancelled;

    RestoreCourse(Scene scene, boolean toCopy) {
        super(scene);
        this.toCopy = toCopy;
    }

    @Override
    void prepare() {
        scene.serving(toCopy);
        backups();
    }

    @Override
    void start(Order order) {
        name = order.name();
        scene.create(order.restoreJob(Trees.name(scene.older()), target()));
    }

    private ApplicationRef target() {
        return toCopy ? scene.cast.copy() : scene.cast.application();
    }

    @Override
    void cancel() {
        cancelled = true;
        scene.operations().cancelRestore(scene.namespace(), name);
    }

    private boolean isGone() {
        return scene.find("RestoreJob", name).isEmpty();
    }

    /** A restore is cancelled by deleting it, and goes when it has come to a safe end. */
    @Override
    boolean hasEnded() {
        return isEnded("RestoreJob", name) || cancelled && isGone();
    }

    @Override
    boolean hasSucceeded() {
        return phase("RestoreJob", name).equals("Succeeded");
    }

    @Override
    boolean isInterrupted() {
        return scene.find("RestoreJob", name)
                .map(j -> Trees.reason(j).equals("RestoreInterrupted"))
                .orElseGet(() -> !scene.journals().isEmpty());
    }

    @Override
    String ending() {
        return ending("RestoreJob", name);
    }

    @Override
    void judge(Verdict verdict) {
        scene.find("RestoreJob", name)
                .ifPresent(j -> verdict.expect(
                        Rule.NOTHING_LEFT,
                        j.at("/metadata/finalizers").isEmpty(),
                        "the RestoreJob keeps its finalizer"));
        if (hasSucceeded()) {
            holds(verdict, Rule.I2, target(), OLDER);
        } else if (!isInterrupted() && verdict.sparesApplication()) {
            Optional<String> held = scene.operator.read(target());
            String before = toCopy ? OLD_COPY : LIVE;
            verdict.expect(
                    Rule.I4,
                    held.equals(Optional.of(before)) || cancelled && held.equals(Optional.of(OLDER)),
                    "it failed without having been interrupted, and " + target() + " holds " + words(held)
                            + " and not '" + before + "'");
        }
        artifactsAreThere(verdict);
    }

    @Override
    void others(Verdict verdict) {
        super.others(verdict);
        if (toCopy) {
            holds(verdict, Rule.OTHERS, scene.cast.application(), LIVE);
        }
    }
}
