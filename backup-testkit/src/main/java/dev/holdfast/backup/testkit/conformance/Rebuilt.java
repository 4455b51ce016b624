package dev.holdfast.backup.testkit.conformance;

import java.time.Duration;

/** The application was deleted and made anew between the backups and the run: the same name, but nothing else is the same. */
record Rebuilt() implements Trouble {

    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(3);

    @Override
    public String name() {
        return "application made anew before";
    }

    @Override
    public Outcome outcome() {
        return Outcome.SUCCEEDS;
    }

    @Override
    public void prepare(Scene scene, Course course) {
        scene.recreateApplication(BOUND, STOPS_WITHIN);
        scene.fill(scene.cast.application(), Course.LIVE);
    }
}
