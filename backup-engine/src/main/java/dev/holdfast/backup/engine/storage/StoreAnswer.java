package dev.holdfast.backup.engine.storage;

import java.util.Optional;
import java.util.function.Function;

/**
 * Everything a store can answer. Every kind but {@link Ok} carries a sentence for the reader that holds no secret.
 *
 * @param <T> the value of a call that succeeded
 */
public sealed interface StoreAnswer<T> {

    /** The call succeeded. */
    record Ok<T>(T value) implements StoreAnswer<T> {
        @Override
        public <R> R match(Cases<? super T, ? extends R> cases) {
            return cases.ok(value);
        }
    }

    /** The bucket or the object does not exist. */
    record NotFound<T>(Missing what, String message) implements StoreAnswer<T> {
        @Override
        public <R> R match(Cases<? super T, ? extends R> cases) {
            return cases.notFound(what, message);
        }
    }

    /** The store knows the request and refuses it: wrong keys, missing rights, or a locked object. */
    record Denied<T>(String message) implements StoreAnswer<T> {
        @Override
        public <R> R match(Cases<? super T, ? extends R> cases) {
            return cases.denied(message);
        }
    }

    /** No answer in time, or an answer that says "later". Trying again can help. */
    record Unreachable<T>(String message) implements StoreAnswer<T> {
        @Override
        public <R> R match(Cases<? super T, ? extends R> cases) {
            return cases.unreachable(message);
        }
    }

    /** The object is there, but is not the one expected: another ETag, or other bytes than recorded. */
    record Mismatch<T>(String message) implements StoreAnswer<T> {
        @Override
        public <R> R match(Cases<? super T, ? extends R> cases) {
            return cases.mismatch(message);
        }
    }

    /** The request or the settings are wrong, for example the region; trying again does not help. */
    record Rejected<T>(String message) implements StoreAnswer<T> {
        @Override
        public <R> R match(Cases<? super T, ? extends R> cases) {
            return cases.rejected(message);
        }
    }

    /** The store does not offer the operation. */
    record Unsupported<T>(String message) implements StoreAnswer<T> {
        @Override
        public <R> R match(Cases<? super T, ? extends R> cases) {
            return cases.unsupported(message);
        }
    }

    /** Refused on our side, before any request: outside the declared prefix, or an endpoint that is not allowed. */
    record ForbiddenByPolicy<T>(String message) implements StoreAnswer<T> {
        @Override
        public <R> R match(Cases<? super T, ? extends R> cases) {
            return cases.forbiddenByPolicy(message);
        }
    }

    /** What is missing. */
    enum Missing {
        /** The bucket itself. */
        BUCKET,
        /** One object. */
        OBJECT
    }

    /** One result per kind of answer; a new kind breaks the compilation of whoever does not handle it. */
    interface Cases<T, R> {
        /** {@link Ok}. */
        R ok(T value);

        /** {@link NotFound}. */
        R notFound(Missing what, String message);

        /** {@link Denied}. */
        R denied(String message);

        /** {@link Unreachable}. */
        R unreachable(String message);

        /** {@link Mismatch}. */
        R mismatch(String message);

        /** {@link Rejected}. */
        R rejected(String message);

        /** {@link Unsupported}. */
        R unsupported(String message);

        /** {@link ForbiddenByPolicy}. */
        R forbiddenByPolicy(String message);
    }

    /** The exhaustive match. */
    <R> R match(Cases<? super T, ? extends R> cases);

    /** The value of {@link Ok}, else empty. */
    default Optional<T> found() {
        return this instanceof Ok<T> ok ? Optional.of(ok.value()) : Optional.empty();
    }

    /** Continues with another call when this one succeeded; every other kind stays as it is. */
    default <U> StoreAnswer<U> then(Function<? super T, StoreAnswer<U>> next) {
        return match(new Continuation<>(next));
    }

    /** The same answer with another value. */
    default <U> StoreAnswer<U> map(Function<? super T, U> change) {
        return then(value -> new Ok<>(change.apply(value)));
    }
}
