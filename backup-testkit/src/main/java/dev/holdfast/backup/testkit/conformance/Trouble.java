package dev.holdfast.backup.testkit.conformance;

import java.time.Duration;
import java.util.Optional;

/** What befalls one run. */
interface Trouble {

    /** In words; with the operation it makes up the name of the case. */
    String name();

    /** How the run may end. */
    Outcome outcome();

    /** Which rule is broken by another end. */
    default Rule rule() {
        return Rule.SUCCEEDS;
    }

    /** Before anything is there. */
    default void before(Scene scene) {}

    /** Starts those that do the work. */
    default void engines(Scene scene) {
        scene.start(Scene.FIRST);
    }

    /** When all is there, and an engine is at work. */
    default void prepare(Scene scene, Course course) {}

    /** How the run is asked for. */
    default Order order(Order order) {
        return order;
    }

    /** While the run goes on, until nothing more will happen to it. */
    default void during(Scene scene, Course course, Verdict verdict) {}

    /** Whether the application is left to the run. */
    default boolean sparesApplication() {
        return true;
    }

    /** Whether the artifacts are left to the run. */
    default boolean sparesArtifact() {
        return true;
    }

    /** Whether the run may go on for ever, so that what it leaves behind cannot be judged. */
    default boolean isOpenEnded() {
        return false;
    }

    /** How long it may take until the run ends, once nothing more happens. */
    default Duration endsWithin() {
        return Duration.ofSeconds(25);
    }

    /** How long what takes a moment to settle may take after the end. */
    default Duration settlesWithin() {
        return Duration.ofSeconds(10);
    }

    /** Whether a child may be made once more after the end, by an engine that did not know, as long as nothing of it stays. */
    default boolean mayRepeat() {
        return false;
    }

    /** Where it happens, if that is at one request. */
    default Optional<Moment> moment() {
        return Optional.empty();
    }
}
