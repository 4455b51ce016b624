package dev.holdfast.backup.engine.storage;

import java.time.Duration;

/**
 * How long calls may take.
 *
 * @param connect to open a connection
 * @param attempt one attempt of a call that moves no object
 * @param call such a call with its retries
 * @param transfer one request that moves an object or a part of one
 * @param silence without a byte on an open connection
 */
public record StoreTimeouts(Duration connect, Duration attempt, Duration call, Duration transfer, Duration silence) {

    /** 3 s to connect, 5 s per attempt, 10 s per call, 1 h per transfer, 30 s of silence. */
    public static StoreTimeouts defaults() {
        return new StoreTimeouts(
                Duration.ofSeconds(3),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofHours(1),
                Duration.ofSeconds(30));
    }
}
