package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.engine.storage.StoreAnswer.Cases;
import dev.holdfast.backup.engine.storage.StoreAnswer.Missing;
import dev.holdfast.backup.spi.StoreAnswer;
import dev.holdfast.backup.spi.StoreAnswer.Refusal;
import java.util.function.Function;

/** The port's answers as drivers see them. Stateless but for the value's translation. */
final class StoreAnswers<T, R> implements Cases<T, StoreAnswer<R>> {

    private final Function<T, R> change;

    private StoreAnswers(Function<T, R> change) {
        this.change = change;
    }

    /** Translates an answer and, if there is one, its value. */
    static <T, R> StoreAnswer<R> toSpi(
            dev.holdfast.backup.engine.storage.StoreAnswer<T> answer, Function<T, R> change) {
        return answer.match(new StoreAnswers<T, R>(change));
    }

    @Override
    public StoreAnswer<R> ok(T value) {
        return new StoreAnswer.Found<>(change.apply(value));
    }

    @Override
    public StoreAnswer<R> notFound(Missing what, String message) {
        return refused(Refusal.NOT_FOUND, message);
    }

    @Override
    public StoreAnswer<R> denied(String message) {
        return refused(Refusal.DENIED, message);
    }

    @Override
    public StoreAnswer<R> unreachable(String message) {
        return refused(Refusal.UNREACHABLE, message);
    }

    @Override
    public StoreAnswer<R> mismatch(String message) {
        return refused(Refusal.MISMATCH, message);
    }

    @Override
    public StoreAnswer<R> rejected(String message) {
        return refused(Refusal.REJECTED, message);
    }

    @Override
    public StoreAnswer<R> unsupported(String message) {
        return refused(Refusal.UNSUPPORTED, message);
    }

    @Override
    public StoreAnswer<R> forbiddenByPolicy(String message) {
        return refused(Refusal.FORBIDDEN_BY_POLICY, message);
    }

    private static <R> StoreAnswer<R> refused(Refusal refusal, String message) {
        return new StoreAnswer.Refused<>(refusal, message);
    }
}
