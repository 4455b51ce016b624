package dev.holdfast.backup.testkit.api;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The answered requests in order. Safe for use by many threads. */
final class RequestLog {

    private final InstantSource clock;
    private final List<LoggedRequest> entries = new ArrayList<>();
    private long sequence;

    RequestLog(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void add(ApiRequest request, int status) {
        sequence++;
        entries.add(new LoggedRequest(sequence, clock.instant(), request.info(), status, digest(request.body())));
    }

    synchronized List<LoggedRequest> entries() {
        return List.copyOf(entries);
    }

    synchronized void clear() {
        entries.clear();
    }

    private static String digest(byte[] body) {
        if (body.length == 0) {
            return "";
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
