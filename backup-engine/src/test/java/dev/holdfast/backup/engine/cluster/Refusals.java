package dev.holdfast.backup.engine.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Answers of an API server that are not the ones asked for. */
public final class Refusals {

    private Refusals() {}

    public static ApiException of(String verb, int code, String reason) {
        return of(verb, code, reason, "no", List.of());
    }

    public static ApiException of(
            String verb, int code, String reason, String message, List<ApiException.Cause> causes) {
        ApiRequest request = new ApiRequest(verb, "jobs", "ns", "db-backup");
        return new ApiException(request, code, reason, message, causes, Optional.empty());
    }

    public static ApiException busy(Duration retryAfter) {
        ApiRequest request = new ApiRequest("get", "jobs", "ns", "db-backup");
        return new ApiException(request, 429, "TooManyRequests", "slow down", List.of(), Optional.of(retryAfter));
    }
}
