package dev.holdfast.backup.samples.host.operate;

import dev.holdfast.backup.api.Names;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Names of jobs that nobody has named. Pure. */
final class NewName {

    private static final int LONGEST = 40;
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private NewName() {}

    /** Begins like {@code base}, and ends with the time. */
    static String of(String base, Instant now) {
        return Names.dnsLabel(base, LONGEST) + "-" + STAMP.format(now);
    }
}
