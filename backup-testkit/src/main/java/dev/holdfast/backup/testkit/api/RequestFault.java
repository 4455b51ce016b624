package dev.holdfast.backup.testkit.api;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

/**
 * One disturbance of requests: which requests, how many of them, and what happens. Immutable; every method that changes
 * something returns a new fault. A new fault matches every time and does nothing.
 */
public final class RequestFault {

    private final Predicate<RequestInfo> which;
    private final int skip;
    private final int times;
    private final boolean afterCommit;
    private final Optional<Dispatcher.Outcome> outcome;
    private final Optional<CountDownLatch> gate;

    private RequestFault(
            Predicate<RequestInfo> which,
            int skip,
            int times,
            boolean afterCommit,
            Optional<Dispatcher.Outcome> outcome,
            Optional<CountDownLatch> gate) {
        this.which = which;
        this.skip = skip;
        this.times = times;
        this.afterCommit = afterCommit;
        this.outcome = outcome;
        this.gate = gate;
    }

    /**
     * A fault for the requests the predicate accepts.
     *
     * @param which called for every request; must be safe for use by many threads
     * @return a fault that does nothing yet
     */
    public static RequestFault on(Predicate<RequestInfo> which) {
        return new RequestFault(which, 0, Integer.MAX_VALUE, false, Optional.empty(), Optional.empty());
    }

    /**
     * A fault for one verb on one resource.
     *
     * @param verb the Kubernetes verb
     * @param resource plural name, with a subresource as {@code plural/subresource}
     * @return a fault that does nothing yet
     */
    public static RequestFault on(String verb, String resource) {
        return on(info -> {
            RequestTarget target = info.target();
            String actual =
                    target.subresource().isEmpty() ? target.resource() : target.resource() + "/" + target.subresource();
            return info.verb().equals(verb) && actual.equals(resource);
        });
    }

    /**
     * Only for this many requests, counted after the skipped ones.
     *
     * @param count at least 1
     * @return the narrower fault
     */
    public RequestFault times(int count) {
        return new RequestFault(which, skip, count, afterCommit, outcome, gate);
    }

    /**
     * Not for the first matching requests.
     *
     * @param count how many to let through
     * @return the narrower fault
     */
    public RequestFault skipping(int count) {
        return new RequestFault(which, count, times, afterCommit, outcome, gate);
    }

    /**
     * Answers with a failure instead of carrying the request out.
     *
     * @param code HTTP status, for example 409, 429 or 503
     * @param reason Status reason, for example {@code Conflict}; may be empty
     * @return the fault with that answer
     */
    public RequestFault failing(int code, String reason) {
        return failing(code, reason, "injected fault: " + code + " " + reason);
    }

    /**
     * Answers with a failure in the words of a real server instead of carrying the request out.
     *
     * @param code HTTP status
     * @param reason Status reason; may be empty
     * @param message Status message, for example {@code pods "a" is forbidden: exceeded quota: small}
     * @return the fault with that answer
     */
    public RequestFault failing(int code, String reason, String message) {
        return ending(new Dispatcher.Reply(Answer.failure(ApiFailure.of(code, reason, message))), false);
    }

    /**
     * Answers 429 {@code TooManyRequests} with a Retry-After header instead of carrying the request out.
     *
     * @param retryAfterSeconds value of the header
     * @return the fault with that answer
     */
    public RequestFault throttling(int retryAfterSeconds) {
        ApiFailure failure = ApiFailure.of(429, "TooManyRequests", "injected fault: too many requests")
                .retryAfter(retryAfterSeconds);
        return ending(new Dispatcher.Reply(Answer.failure(failure)), false);
    }

    /**
     * Drops the connection without carrying the request out.
     *
     * @return the fault with that end
     */
    public RequestFault dropping() {
        return ending(new Dispatcher.Drop(), false);
    }

    /**
     * Carries the request out, then answers with a failure all the same.
     *
     * @param code HTTP status, usually 5xx
     * @param reason Status reason; may be empty
     * @return the fault with that answer
     */
    public RequestFault failingAfterCommit(int code, String reason) {
        ApiFailure failure = ApiFailure.of(code, reason, "injected fault after commit: " + code + " " + reason);
        return ending(new Dispatcher.Reply(Answer.failure(failure)), true);
    }

    /**
     * Carries the request out, then drops the connection: the answer is lost.
     *
     * @return the fault with that end
     */
    public RequestFault losingTheAnswer() {
        return ending(new Dispatcher.Drop(), true);
    }

    /**
     * Makes matching requests wait before anything else happens to them.
     *
     * @param latch opened by the test
     * @return the fault with that delay
     */
    public RequestFault waitingFor(CountDownLatch latch) {
        return new RequestFault(which, skip, times, afterCommit, outcome, Optional.of(latch));
    }

    private RequestFault ending(Dispatcher.Outcome end, boolean after) {
        return new RequestFault(which, skip, times, after, Optional.of(end), gate);
    }

    boolean matches(RequestInfo info) {
        return which.test(info);
    }

    /** Whether the request with this number among the matching ones, counted from 1, is hit. */
    boolean hits(int number) {
        return number > skip && number - skip <= times;
    }

    boolean isBeforeCommit() {
        return outcome.isPresent() && !afterCommit;
    }

    boolean changesAnswer() {
        return outcome.isPresent();
    }

    Dispatcher.Outcome outcome() {
        return outcome.orElseThrow();
    }

    void awaitRelease() {
        if (gate.isEmpty()) {
            return;
        }
        try {
            gate.get().await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
