package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.engine.cluster.ApiException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What an answer of the API server means for a run. Total: every code has a row. Pure.
 *
 * <table>
 *   <caption>Rows</caption>
 *   <tr><th>answer</th><th>verdict</th></tr>
 *   <tr><td>none, 401, 408, 409 conflict, 410, 429, 5xx</td><td>again, bounded by the stage</td></tr>
 *   <tr><td>403, namespace terminating</td><td>leave as {@code NamespaceTerminating}</td></tr>
 *   <tr><td>403</td><td>again for a grace time (a quota, a role that is still to come), then {@code Forbidden}</td></tr>
 *   <tr><td>404, kind not served</td><td>wait as {@code KindMissing}</td></tr>
 *   <tr><td>404 on create</td><td>leave as {@code NamespaceTerminating}: the namespace is gone</td></tr>
 *   <tr><td>404 otherwise</td><td>again: the object went, look anew</td></tr>
 *   <tr><td>409 already exists</td><td>again: the caller reads it and compares whose it is</td></tr>
 *   <tr><td>422 and other 4xx</td><td>{@code Rejected}; past the point of no return, again</td></tr>
 * </table>
 */
public final class ErrorTable {

    private ErrorTable() {}

    /** What to do. */
    public sealed interface Verdict {

        /** Applies the function of the case at hand. */
        <T> T match(Function<Again, T> again, Function<WaitFor, T> waitFor, Function<Give, T> giveUp);

        /**
         * Try again.
         *
         * @param least not before this
         */
        record Again(Optional<Duration> least) implements Verdict {
            @Override
            public <T> T match(Function<Again, T> again, Function<WaitFor, T> waitFor, Function<Give, T> giveUp) {
                return again.apply(this);
            }
        }

        /**
         * Wait, visibly.
         *
         * @param reason CamelCase
         * @param message for the tenant
         */
        record WaitFor(String reason, String message) implements Verdict {
            @Override
            public <T> T match(Function<Again, T> again, Function<WaitFor, T> waitFor, Function<Give, T> giveUp) {
                return waitFor.apply(this);
            }
        }

        /**
         * It cannot succeed.
         *
         * @param reason CamelCase
         * @param message for the tenant
         */
        record Give(String reason, String message) implements Verdict {
            @Override
            public <T> T match(Function<Again, T> again, Function<WaitFor, T> waitFor, Function<Give, T> giveUp) {
                return giveUp.apply(this);
            }
        }
    }

    /**
     * Looks up the row.
     *
     * @param forbiddenFor how long this run has been refused without a break
     * @param grace how long a refusal may last
     * @param touched whether the run is past its point of no return
     */
    public static Verdict verdict(ApiException e, Duration forbiddenFor, Duration grace, boolean touched) {
        int code = e.code();
        if (e.isNamespaceTerminating()) {
            return new Verdict.Give(
                    Reasons.NAMESPACE_TERMINATING.wire(),
                    "namespace " + e.request().namespace() + " is being deleted");
        }
        if (code == 404) {
            return notFound(e);
        }
        if (code == 403) {
            return forbiddenFor.compareTo(grace) < 0
                    ? new Verdict.WaitFor(Reasons.FORBIDDEN.wire(), forbidden(e))
                    : new Verdict.Give(Reasons.FORBIDDEN.wire(), forbidden(e));
        }
        if (isPassing(code) || touched) {
            return new Verdict.Again(e.retryAfter());
        }
        return new Verdict.Give(Reasons.REJECTED.wire(), rejected(e));
    }

    private static boolean isPassing(int code) {
        return code == ApiException.NO_ANSWER
                || code == 401
                || code == 408
                || code == 409
                || code == 410
                || code == 429
                || code >= 500;
    }

    private static Verdict notFound(ApiException e) {
        if (e.isKindMissing()) {
            return new Verdict.WaitFor(Reasons.KIND_MISSING.wire(), e.detail());
        }
        if (e.request().verb().equals("create")) {
            return new Verdict.Give(
                    Reasons.NAMESPACE_TERMINATING.wire(),
                    "namespace " + e.request().namespace() + " does not exist");
        }
        return new Verdict.Again(Optional.empty());
    }

    private static String forbidden(ApiException e) {
        return e.isQuota()
                ? "a quota refuses it: " + e.detail()
                : "the engine may not " + e.request().verb() + " " + e.request().resource()
                        + (e.request().namespace().isEmpty()
                                ? ""
                                : " in namespace " + e.request().namespace()) + ": "
                        + e.detail();
    }

    static String rejected(ApiException e) {
        String fields =
                e.causes().stream().map(c -> c.field() + ": " + c.message()).collect(Collectors.joining("; "));
        return "the API server refused to " + e.request() + ": " + (fields.isEmpty() ? e.detail() : fields);
    }
}
