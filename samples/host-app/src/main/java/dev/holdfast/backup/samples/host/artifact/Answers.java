package dev.holdfast.backup.samples.host.artifact;

import dev.holdfast.backup.engine.storage.StoreAnswer;
import dev.holdfast.backup.engine.storage.StoreAnswer.Missing;
import dev.holdfast.backup.samples.host.cli.CommandFailure;

/** What a store answers, as the result of a command. */
final class Answers {

    private Answers() {}

    /** The value, or a failure with the sentence that came in its place. */
    static <T> T orFail(StoreAnswer<T> answer) {
        return answer.match(new ValueOnly<>());
    }

    private static final class ValueOnly<T> implements StoreAnswer.Cases<T, T> {
        @Override
        public T ok(T value) {
            return value;
        }

        @Override
        public T notFound(Missing what, String message) {
            throw CommandFailure.failure(message);
        }

        @Override
        public T denied(String message) {
            throw CommandFailure.failure(message);
        }

        @Override
        public T unreachable(String message) {
            throw CommandFailure.failure(message);
        }

        @Override
        public T mismatch(String message) {
            throw CommandFailure.failure(message);
        }

        @Override
        public T rejected(String message) {
            throw CommandFailure.failure(message);
        }

        @Override
        public T unsupported(String message) {
            throw CommandFailure.failure(message);
        }

        @Override
        public T forbiddenByPolicy(String message) {
            throw CommandFailure.failure(message);
        }
    }
}
