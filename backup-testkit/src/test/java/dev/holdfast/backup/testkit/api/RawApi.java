package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutionException;

/** Plain requests with the credentials of a client, and nothing the client does on its own. */
record RawApi(KubernetesClient client) {

    static final String JSON = "application/json";
    static final String MERGE = "application/merge-patch+json";
    static final String JSON_PATCH = "application/json-patch+json";
    static final String STRATEGIC = "application/strategic-merge-patch+json";
    static final String APPLY = "application/apply-patch+yaml";

    /** What came back. */
    record Reply(int code, String text) {

        JsonNode json() {
            if (!text.startsWith("{")) {
                return MissingNode.getInstance();
            }
            try {
                return new ObjectMapper().readTree(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String at(String pointer) {
            return json().at(pointer).asText();
        }

        String reason() {
            return at("/reason");
        }

        String version() {
            return at("/metadata/resourceVersion");
        }

        String cause() {
            return at("/details/causes/0/field");
        }
    }

    Reply get(String path) {
        return send("GET", path, JSON, "");
    }

    Reply post(String path, String body) {
        return send("POST", path, JSON, body);
    }

    Reply put(String path, String body) {
        return send("PUT", path, JSON, body);
    }

    Reply patch(String path, String kind, String body) {
        return send("PATCH", path, kind, body);
    }

    Reply delete(String path, String options) {
        return send("DELETE", path, JSON, options);
    }

    Reply send(String method, String path, String contentType, String body) {
        String url = client.getConfiguration().getMasterUrl().replaceFirst("/$", "") + path;
        HttpRequest.Builder builder =
                client.getHttpClient().newHttpRequestBuilder().uri(url);
        HttpRequest request = method.equals("GET")
                ? builder.build()
                : builder.method(method, contentType, body.replace('\'', '"')).build();
        try {
            HttpResponse<String> response =
                    client.getHttpClient().sendAsync(request, String.class).get();
            return new Reply(response.code(), response.bodyString());
        } catch (ExecutionException e) {
            throw new IllegalStateException(method + " " + path + " got no answer", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
