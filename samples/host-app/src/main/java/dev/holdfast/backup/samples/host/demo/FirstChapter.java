package dev.holdfast.backup.samples.host.demo;

import java.time.Clock;

/** A real database through a real object store. */
final class FirstChapter implements Chapter {

    @Override
    public String name() {
        return "first";
    }

    @Override
    public String about() {
        return "A real database is backed up and restored in place, to a copy, and from an older backup than the newest.";
    }

    @Override
    public Scenario.Outcome play(DemoFiles files, Progress progress) {
        try (DemoEnvironment environment = DemoEnvironment.in(files)) {
            DemoEnvironment.Parts parts = progress.step(
                    "start database, object store, Kubernetes API and engine", environment::start, started -> "");
            return new Scenario(parts, progress, Clock.systemUTC()).play();
        }
    }
}
