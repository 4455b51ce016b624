package dev.holdfast.backup.engine.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One HTTP request, one answer. The client's own retries are off: a write that is repeated behind the engine's back can land
 * after its lease is gone. The time-out stays under the lease's margin. Thread-safe; uses the host's client and never closes it.
 */
final class ApiTransport {

    private static final ObjectMapper JSON = Serialization.jsonMapper();

    private final HttpClient http;
    private final String baseUrl;
    private final Duration timeout;
    private final ApiObserver observer;

    /**
     * What came back.
     *
     * @param code HTTP status
     * @param body as text
     */
    record Answer(int code, String body) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                return JSON.createObjectNode();
            }
        }

        /**
         * The object in the body.
         *
         * @throws ApiException if there is none, as from a proxy that answers in the server's place
         */
        GenericKubernetesResource object(ApiRequest request) {
            try {
                GenericKubernetesResource object = JSON.readValue(body, GenericKubernetesResource.class);
                if (object != null && object.getMetadata() != null) {
                    return object;
                }
            } catch (JsonProcessingException e) {
                throw noObject(request, e.getOriginalMessage());
            }
            throw noObject(request, "it has no metadata");
        }

        private ApiException noObject(ApiRequest request, String why) {
            String message = "answered " + code + " with something that is no Kubernetes object: " + why;
            return new ApiException(request, ApiException.NO_ANSWER, "", message, List.of(), Optional.empty());
        }
    }

    ApiTransport(KubernetesClient client, Duration timeout, ApiObserver observer) {
        RequestConfig once = new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
                .withRequestRetryBackoffLimit(0)
                .withRequestTimeout((int) timeout.toMillis())
                .build();
        this.http = client.getHttpClient().newBuilder().tag(once).build();
        String url = client.getMasterUrl().toString();
        this.baseUrl = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        this.timeout = timeout;
        this.observer = observer;
    }

    Answer get(ApiRequest request, String path) {
        return send(request, http.newHttpRequestBuilder().uri(baseUrl + path).setHeader("Accept", "application/json"));
    }

    Answer send(ApiRequest request, String method, String path, String contentType, JsonNode body) {
        return send(
                request,
                http.newHttpRequestBuilder()
                        .uri(baseUrl + path)
                        .setHeader("Accept", "application/json")
                        .method(method, contentType, body.toString()));
    }

    private Answer send(ApiRequest request, HttpRequest.Builder builder) {
        try {
            HttpResponse<byte[]> response =
                    http.sendAsync(builder.build(), byte[].class).get(timeout.toMillis() + 500, TimeUnit.MILLISECONDS);
            byte[] body = response.body();
            Answer answer = new Answer(response.code(), body == null ? "" : new String(body, StandardCharsets.UTF_8));
            observer.answered(request, answer.code());
            if (answer.code() >= 400 && answer.code() != 404) {
                throw refusal(request, answer, Optional.ofNullable(response.header("Retry-After")));
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw noAnswer(request, "interrupted");
        } catch (TimeoutException e) {
            throw unreachable(request, "timed out after " + timeout.toSeconds() + " s");
        } catch (RejectedExecutionException e) {
            throw noAnswer(request, "the client was closed by its owner");
        } catch (ExecutionException e) {
            throw unreachable(request, rootMessage(e));
        }
    }

    private ApiException unreachable(ApiRequest request, String why) {
        observer.unanswered(request, why);
        return noAnswer(request, why);
    }

    private ApiException noAnswer(ApiRequest request, String why) {
        observer.answered(request, ApiException.NO_ANSWER);
        return new ApiException(request, ApiException.NO_ANSWER, "", why, List.of(), Optional.empty());
    }

    private static String rootMessage(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName() + (cause.getMessage() == null ? "" : ": " + cause.getMessage());
    }

    static ApiException refusal(ApiRequest request, Answer answer, Optional<String> retryAfter) {
        JsonNode status = answer.json();
        List<ApiException.Cause> causes = new ArrayList<>();
        for (JsonNode c : status.at("/details/causes")) {
            causes.add(new ApiException.Cause(
                    c.path("field").asText(),
                    c.path("message").asText(),
                    c.path("reason").asText()));
        }
        String message =
                status.path("message").asText(answer.body().lines().findFirst().orElse(""));
        return new ApiException(
                request,
                answer.code(),
                status.path("reason").asText(),
                message,
                causes,
                retryAfter.flatMap(ApiTransport::seconds));
    }

    private static Optional<Duration> seconds(String header) {
        return header.matches("\\d{1,6}") ? Optional.of(Duration.ofSeconds(Long.parseLong(header))) : Optional.empty();
    }
}
