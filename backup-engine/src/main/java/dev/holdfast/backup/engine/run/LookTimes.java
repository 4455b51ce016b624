package dev.holdfast.backup.engine.run;

import java.time.Duration;
import java.time.Instant;

/** When the data of a Backup is to be looked at again. Pure. */
final class LookTimes {

    private static final int DIGITS = 12;
    private static final double RANGE = Math.pow(16, DIGITS);

    private LookTimes() {}

    /**
     * The period after the last look, longer or shorter by up to {@code spread} of it. By how much follows from UID and last look,
     * so it is the same for whoever asks, another each time, and Backups that were made together drift apart.
     */
    static Instant next(Instant last, String uid, Duration period, double spread) {
        String digits = Digests.of(uid + "|" + last.getEpochSecond()).substring(0, DIGITS);
        double share = Long.parseLong(digits, 16) / RANGE;
        double factor = 1 - spread + 2 * spread * share;
        return last.plusMillis(Math.round(period.toMillis() * factor));
    }
}
