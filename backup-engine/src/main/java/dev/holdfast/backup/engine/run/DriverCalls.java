package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.engine.cluster.ApiException;
import dev.holdfast.backup.engine.cluster.LeadershipLostException;
import dev.holdfast.backup.engine.work.WorkKey;
import dev.holdfast.backup.spi.Failed;
import dev.holdfast.backup.spi.StrategyType;
import dev.holdfast.backup.spi.Waiting;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls into a driver. An exception is a bug of it, as is an API that it was not built for: it is asked again, and after five in a
 * row that is its answer. They are counted in memory: after a restart the driver gets its chances again, within the bounds of the run.
 */
final class DriverCalls {

    private static final Logger LOG = LoggerFactory.getLogger(DriverCalls.class);
    private static final int LIMIT = 5;

    private final Waits waits;
    private final WorkKey key;
    private final StrategyType driver;

    DriverCalls(Waits waits, WorkKey key, StrategyType driver) {
        this.waits = waits;
        this.key = key;
        this.driver = driver;
    }

    /** What the driver answers; the functions make an answer of the exceptions it throws. */
    <T> T answer(Supplier<T> call, Function<Waiting, T> again, Function<Failed, T> end) {
        try {
            T answer = call.get();
            waits.noError(key);
            return answer;
        } catch (ApiException | LeadershipLostException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            return thrown(e, again, end);
        }
    }

    /** The exception's own message stays in the log: nobody knows what is in it. */
    private <T> T thrown(Throwable e, Function<Waiting, T> again, Function<Failed, T> end) {
        int errors = waits.error(key);
        LOG.warn("driver {} failed on {}, {} times in a row", driver, key, errors, e);
        String what = e.getClass().getSimpleName() + " in the driver for " + driver;
        if (errors < LIMIT) {
            return again.apply(Waiting.running(Reasons.DRIVER_ERROR.wire(), what + "; it is asked again")
                    .recheckAfter(Duration.ofSeconds(1L << errors)));
        }
        return end.apply(Failed.failed(
                Reasons.DRIVER_ERROR.wire(), what + ", " + LIMIT + " times in a row; see the engine's log"));
    }
}
