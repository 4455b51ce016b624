package dev.holdfast.backup.testkit.jobs;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Numbers that API objects leave out. */
final class Counts {

    private Counts() {}

    static int of(@Nullable Integer value) {
        return Optional.ofNullable(value).orElse(0);
    }
}
