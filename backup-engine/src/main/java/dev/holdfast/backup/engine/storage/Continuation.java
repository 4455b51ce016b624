package dev.holdfast.backup.engine.storage;

import java.util.function.Function;

/** Applies the next step to a success and re-types every other kind. */
record Continuation<T, U>(Function<? super T, StoreAnswer<U>> next) implements StoreAnswer.Cases<T, StoreAnswer<U>> {

    @Override
    public StoreAnswer<U> ok(T value) {
        return next.apply(value);
    }

    @Override
    public StoreAnswer<U> notFound(StoreAnswer.Missing what, String message) {
        return new StoreAnswer.NotFound<>(what, message);
    }

    @Override
    public StoreAnswer<U> denied(String message) {
        return new StoreAnswer.Denied<>(message);
    }

    @Override
    public StoreAnswer<U> unreachable(String message) {
        return new StoreAnswer.Unreachable<>(message);
    }

    @Override
    public StoreAnswer<U> mismatch(String message) {
        return new StoreAnswer.Mismatch<>(message);
    }

    @Override
    public StoreAnswer<U> rejected(String message) {
        return new StoreAnswer.Rejected<>(message);
    }

    @Override
    public StoreAnswer<U> unsupported(String message) {
        return new StoreAnswer.Unsupported<>(message);
    }

    @Override
    public StoreAnswer<U> forbiddenByPolicy(String message) {
        return new StoreAnswer.ForbiddenByPolicy<>(message);
    }
}
