package dev.holdfast.backup.samples.host.demo;

import java.util.List;

/** A part of the demo that stands alone, with an environment of its own. */
interface Chapter {

    /** By which it is chosen. */
    String name();

    /** What it shows, in a sentence. */
    String about();

    /** Plays it, environment included. */
    Scenario.Outcome play(DemoFiles files, Progress progress);

    /** All chapters, in the order of the demo. */
    static List<Chapter> all() {
        return List.of(new FirstChapter(), new InterruptedChapter());
    }
}
