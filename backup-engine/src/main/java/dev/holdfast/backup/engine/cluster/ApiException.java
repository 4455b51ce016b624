package dev.holdfast.backup.engine.cluster;

import dev.holdfast.backup.engine.redact.Redactor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The API server refused a request, or did not answer. What follows from it is decided by
 * {@code dev.holdfast.backup.engine.run.ErrorTable}, in one place.
 */
public final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** {@link #code()} of a request that got no answer. */
    public static final int NO_ANSWER = -1;

    /** {@link #reason()} of a 404 that is about the kind, not about the object. */
    static final String KIND_MISSING = "KindMissing";

    private final int code;
    private final String reason;
    private final String detail;
    private final transient ApiRequest request;
    private final transient List<Cause> causes;
    private final transient Optional<Duration> retryAfter;

    /**
     * One field that the server objected to.
     *
     * @param field path in the object, as the server writes it
     * @param message what is wrong with it
     * @param reason machine-readable kind of objection, such as {@code NamespaceTerminating}
     */
    public record Cause(String field, String message, String reason) {}

    ApiException(
            ApiRequest request,
            int code,
            String reason,
            String message,
            List<Cause> causes,
            Optional<Duration> retryAfter) {
        super(request + ": " + (code == NO_ANSWER ? "no answer" : code + " " + reason) + ": " + message);
        this.detail = message;
        this.request = request;
        this.code = code;
        this.reason = reason;
        this.causes = List.copyOf(causes);
        this.retryAfter = retryAfter;
    }

    /** The same without values that must not be told: servers quote what they object to. */
    ApiException redacted(Redactor redactor) {
        List<Cause> told = causes.stream()
                .map(c -> new Cause(c.field(), redactor.redact(c.message()), c.reason()))
                .toList();
        return new ApiException(request, code, reason, redactor.redact(detail), told, retryAfter);
    }

    /** HTTP status, or {@link #NO_ANSWER}. */
    public int code() {
        return code;
    }

    /** The server's reason, such as {@code Conflict} or {@code AlreadyExists}; empty if it gave none. */
    public String reason() {
        return reason;
    }

    /** The server's own sentence. */
    public String detail() {
        return detail;
    }

    /** What was asked. */
    public ApiRequest request() {
        return request;
    }

    /** The fields it objected to. */
    public List<Cause> causes() {
        return causes;
    }

    /** When the server wants to be asked again. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    /** Whether an object of that name exists already. */
    public boolean isAlreadyExists() {
        return code == 409 && reason.equals("AlreadyExists");
    }

    /** Whether a precondition (resourceVersion, uid) did not hold. */
    public boolean isConflict() {
        return code == 409 && !isAlreadyExists();
    }

    /** Whether the server said nothing at all; that is logged once for all requests, see {@link OutageLog}. */
    public boolean isUnanswered() {
        return code == NO_ANSWER;
    }

    /** Whether the cluster does not serve the kind; says nothing about the object. */
    public boolean isKindMissing() {
        return code == 404 && reason.equals(KIND_MISSING);
    }

    /** Whether the namespace is being deleted. */
    public boolean isNamespaceTerminating() {
        return causes.stream().anyMatch(c -> c.reason().equals("NamespaceTerminating"))
                || (code == 403 && detail.contains("because it is being terminated"));
    }

    /** Whether a ResourceQuota said no. */
    public boolean isQuota() {
        return code == 403 && detail.contains("exceeded quota");
    }
}
