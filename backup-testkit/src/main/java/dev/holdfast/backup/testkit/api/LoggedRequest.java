package dev.holdfast.backup.testkit.api;

import java.time.Instant;

/**
 * One answered request. A watch is logged when its stream begins.
 *
 * @param sequence position in the order of answers, starting at 1 and never reset
 * @param time when it was answered, by the simulator's clock
 * @param info the request
 * @param status HTTP status of the answer; 0 when the connection was dropped without an answer
 * @param bodyDigest hexadecimal SHA-256 of the request body, empty when there was no body
 */
public record LoggedRequest(long sequence, Instant time, RequestInfo info, int status, String bodyDigest) {

    /**
     * The verb.
     *
     * @return the same as {@code info().verb()}
     */
    public String verb() {
        return info.verb();
    }

    /**
     * The path without the query.
     *
     * @return the same as {@code info().path()}
     */
    public String path() {
        return info.path();
    }
}
