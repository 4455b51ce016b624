package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.engine.cluster.ApiException;
import java.util.function.Supplier;

/** Requests by hand that are computed from an object which somebody else may change at the same time. */
final class Conflicts {

    private static final int ATTEMPTS = 5;

    private Conflicts() {}

    /** Tries again after a conflict, at most four times; each attempt has to read anew. */
    static <T> T again(Supplier<T> attempt) {
        for (int number = 1; ; number++) {
            try {
                return attempt.get();
            } catch (ApiException e) {
                if (!e.isConflict() || number == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
