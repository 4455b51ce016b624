package dev.holdfast.backup.driver.job;

import java.util.Locale;

/** What a pod is run for; templates see the word as {@code .Mode}. */
enum Mode {
    BACKUP,
    RESTORE,
    CLEANUP,
    VERIFY;

    /** The word in the knob {@code modes}, in {@code .Mode} and as name of the stage. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Mode of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
