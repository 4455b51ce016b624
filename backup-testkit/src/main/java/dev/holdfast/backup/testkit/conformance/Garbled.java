package dev.holdfast.backup.testkit.conformance;

import dev.holdfast.backup.api.CoreApi;
import dev.holdfast.backup.api.Labels;
import dev.holdfast.backup.testkit.api.Garbling;
import java.time.Duration;

/** Watches tell engines what has happened in odd ways. */
record Garbled(Garbling how) implements Trouble {

    @Override
    public String name() {
        return "events " + how.words();
    }

    @Override
    public Outcome outcome() {
        return Outcome.SUCCEEDS;
    }

    /** What is swallowed is found by the safety pass, which is frequent here. */
    @Override
    public void before(Scene scene) {
        if (how == Garbling.SWALLOWED) {
            scene.safetyPass(Duration.ofSeconds(2));
        }
    }

    /** Swallowed are events of other people's objects only: the engine's own come with the next list. */
    @Override
    public void prepare(Scene scene, Course course) {
        scene.api
                .watches()
                .garble(
                        how,
                        watch -> watch.user().startsWith(Scene.ENGINE),
                        change -> how != Garbling.SWALLOWED
                                || !change.type().group().equals(CoreApi.GROUP)
                                        && Trees.label(change.object(), Labels.RUN_UID)
                                                .isEmpty());
    }
}
