package dev.holdfast.backup.samples.host.operate;

import dev.holdfast.backup.engine.report.Release;
import dev.holdfast.backup.samples.host.cli.CommandFailure;

/** What came of letting go, for people. */
final class Releases {

    private Releases() {}

    /**
     * What was let go.
     *
     * @throws CommandFailure if not everything was
     */
    static String orFail(Release release) {
        return release.match(
                done -> done.released().isEmpty()
                        ? "There was nothing to let go."
                        : "Let go: " + String.join(", ", done.released()) + ".",
                unfinished -> {
                    throw CommandFailure.failure(
                            "not everything could be let go: " + String.join(", ", unfinished.left())
                                    + "; call it again, or leave it to a running engine");
                },
                refused -> {
                    throw CommandFailure.failure(refused.why());
                });
    }
}
