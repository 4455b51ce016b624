package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.spi.BackupDriver;
import dev.holdfast.backup.spi.Failed;
import dev.holdfast.backup.spi.Waiting;
import java.util.function.Function;
import java.util.function.Supplier;

/** What a job's references lead to. */
sealed interface Resolution {

    /** Applies the function of the case at hand. */
    <T> T match(
            Supplier<T> foreign, Function<Waiting, T> waiting, Function<Failed, T> refused, Function<Ready, T> ready);

    /** Another system's strategy: the job is left alone. */
    record Foreign() implements Resolution {
        @Override
        public <T> T match(
                Supplier<T> foreign,
                Function<Waiting, T> waiting,
                Function<Failed, T> refused,
                Function<Ready, T> ready) {
            return foreign.get();
        }
    }

    /**
     * Something is not there yet.
     *
     * @param waiting what
     */
    record Wait(Waiting waiting) implements Resolution {
        @Override
        public <T> T match(
                Supplier<T> foreign,
                Function<Waiting, T> waitingCase,
                Function<Failed, T> refused,
                Function<Ready, T> ready) {
            return waitingCase.apply(waiting);
        }
    }

    /**
     * It can never be.
     *
     * @param failed why
     */
    record Refused(Failed failed) implements Resolution {
        @Override
        public <T> T match(
                Supplier<T> foreign,
                Function<Waiting, T> waiting,
                Function<Failed, T> refused,
                Function<Ready, T> ready) {
            return refused.apply(failed);
        }
    }

    /**
     * All of it is there.
     *
     * @param inputs for the driver
     * @param driver that answers for the strategy
     * @param classSpec spec of the class; a missing node but for backups
     */
    record Ready(Inputs inputs, BackupDriver driver, JsonNode classSpec) implements Resolution {
        @Override
        public <T> T match(
                Supplier<T> foreign,
                Function<Waiting, T> waiting,
                Function<Failed, T> refused,
                Function<Ready, T> ready) {
            return ready.apply(this);
        }
    }

    static Resolution waiting(String reason, String message) {
        return new Wait(Waiting.waiting(reason, message));
    }

    static Resolution refused(String reason, String message) {
        return new Refused(Failed.failed(reason, message));
    }

    static Resolution refused(String reason, String message, String field) {
        return new Refused(Failed.failed(reason, message, field));
    }
}
