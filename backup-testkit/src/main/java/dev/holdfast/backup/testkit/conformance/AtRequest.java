package dev.holdfast.backup.testkit.conformance;

import java.time.Duration;
import java.util.Optional;

/** Something happens at one request. A run may do without the request; it has to end well all the same. */
record AtRequest(Moment at, Disturbance what) implements Trouble {

    private static final Duration REACHED_WITHIN = Duration.ofSeconds(25);
    private static final Duration AFTER_THE_END = Duration.ofSeconds(2);

    @Override
    public String name() {
        return at + ": " + what;
    }

    @Override
    public Outcome outcome() {
        return what.outcome();
    }

    @Override
    public Optional<Moment> moment() {
        return Optional.of(at);
    }

    @Override
    public boolean sparesApplication() {
        return what.sparesApplication();
    }

    @Override
    public boolean sparesArtifact() {
        return what.sparesArtifact();
    }

    @Override
    public void prepare(Scene scene, Course course) {
        scene.gate.disturb(at, what, () -> what.strike(scene, course));
    }

    /** Some requests come after the end that a tenant sees. */
    @Override
    public void during(Scene scene, Course course, Verdict verdict) {
        Waits.within(REACHED_WITHIN, () -> scene.gate.isReached() || course.hasEnded());
        Waits.within(AFTER_THE_END, scene.gate::isReached);
        if (what.isCrash() && scene.gate.isReached()) {
            scene.start(Scene.SECOND);
        }
    }
}
