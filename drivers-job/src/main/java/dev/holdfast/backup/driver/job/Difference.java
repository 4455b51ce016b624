package dev.holdfast.backup.driver.job;

import dev.holdfast.backup.spi.BackupRecord;
import dev.holdfast.backup.spi.S3Uri;
import dev.holdfast.backup.spi.StoredObject;
import java.util.Optional;

/** How an object in a store differs from what a Backup recorded of it. Pure. */
final class Difference {

    private Difference() {}

    /** In size, else in a checksum that both have, in words; empty if there is none. */
    static Optional<String> of(BackupRecord backup, S3Uri uri, StoredObject object) {
        if (backup.sizeBytes().isPresent() && backup.sizeBytes().getAsLong() != object.sizeBytes()) {
            return Optional.of(uri + " has " + object.sizeBytes() + " bytes; " + backup + " recorded "
                    + backup.sizeBytes().getAsLong());
        }
        boolean same = !comparesChecksums(backup, object)
                || object.checksum().get().equalsIgnoreCase(backup.checksum().get());
        return same
                ? Optional.empty()
                : Optional.of(uri + " has checksum " + object.checksum().get() + "; " + backup + " recorded "
                        + backup.checksum().get());
    }

    /** Whether both sides have a checksum of the same algorithm. */
    static boolean comparesChecksums(BackupRecord backup, StoredObject object) {
        return backup.checksum()
                .flatMap(recorded -> object.checksum().filter(c -> algorithm(c).equalsIgnoreCase(algorithm(recorded))))
                .isPresent();
    }

    private static String algorithm(String checksum) {
        return checksum.substring(0, Math.max(0, checksum.indexOf(':')));
    }
}
