package dev.holdfast.backup.spi;

import java.util.Optional;
import java.util.function.Function;

/**
 * What a store answered: a value, or one of seven refusals that mean different things and must not be mixed up.
 *
 * @param <T> what was asked for
 */
public sealed interface StoreAnswer<T> {

    /** Applies the function of the case at hand. */
    <R> R match(Function<T, R> found, Function<Refused<T>, R> refused);

    /** The value; empty if there is none. */
    default Optional<T> found() {
        return match(Optional::of, refused -> Optional.empty());
    }

    /** Whether there is no value, for this very reason. */
    default boolean isRefused(Refusal why) {
        return match(value -> false, refused -> refused.refusal() == why);
    }

    /** Asks on with the value; a refusal stays as it is. */
    default <R> StoreAnswer<R> then(Function<T, StoreAnswer<R>> next) {
        return match(next, refused -> new Refused<>(refused.refusal(), refused.message()));
    }

    /** The same answer with another value. */
    default <R> StoreAnswer<R> map(Function<T, R> change) {
        return then(value -> new Found<>(change.apply(value)));
    }

    /** Why there is no value. */
    enum Refusal {
        /** The store is there, and there is no such object or no such bucket; the message says which. */
        NOT_FOUND,
        /** The credentials do not allow it, or a lock on the object forbids it. */
        DENIED,
        /** No answer, or an answer that says to come back later; to try again can help. */
        UNREACHABLE,
        /** This store cannot do it. */
        UNSUPPORTED,
        /** Holdfast does not ask: outside the prefix, an access that was not declared, an endpoint that is not allowed. */
        FORBIDDEN_BY_POLICY,
        /** The object is there, but is not the one that was expected: another ETag, or other bytes than recorded. */
        MISMATCH,
        /** The request or the settings are wrong; to try again does not help. */
        REJECTED
    }

    /**
     * The store answered with a value.
     *
     * @param value the answer
     */
    record Found<T>(T value) implements StoreAnswer<T> {
        @Override
        public <R> R match(Function<T, R> found, Function<Refused<T>, R> refused) {
            return found.apply(value);
        }
    }

    /**
     * There is no value.
     *
     * @param refusal which kind
     * @param message what was asked, of which store, what came back; never a secret
     */
    record Refused<T>(Refusal refusal, String message) implements StoreAnswer<T> {
        @Override
        public <R> R match(Function<T, R> found, Function<Refused<T>, R> refused) {
            return refused.apply(this);
        }
    }
}
