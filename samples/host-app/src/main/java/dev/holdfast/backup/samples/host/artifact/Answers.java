package dev.holdfast.backup.samples.host.artifact;

import dev.holdfast.backup.samples.host.cli.CommandFailure;
import dev.holdfast.backup.spi.StoreAnswer;

/** What a store answers, as the result of a command. */
final class Answers {

    private Answers() {}

    /** The value, or a failure with the sentence that came in its place. */
    static <T> T orFail(StoreAnswer<T> answer) {
        return answer.match(value -> value, refused -> {
            throw CommandFailure.failure(refused.message());
        });
    }
}
