package dev.holdfast.backup.benchmarks.contender;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;

/** Single requests over the client's transport: its own operations would read what they are to patch. Thread-safe. */
final class BareRequests {

    private static final String JSON = "application/json";
    private static final String BACKUPS = "/apis/backups.cozystack.io/v1alpha1/namespaces/";

    private final HttpClient http;
    private final String server;

    BareRequests(KubernetesClient client) {
        this.http = client.getHttpClient();
        this.server = client.getMasterUrl().toString().replaceFirst("/$", "");
    }

    void patchStatus(String namespace, String name, String patch) {
        send("PATCH", BACKUPS + namespace + "/backupjobs/" + name + "/status", "application/merge-patch+json", patch);
    }

    void createJob(String namespace, String job) {
        send("POST", "/apis/batch/v1/namespaces/" + namespace + "/jobs", JSON, job);
    }

    void createBackup(String namespace, String backup) {
        send("POST", BACKUPS + namespace + "/backups", JSON, backup);
    }

    void createEvent(String namespace, String event) {
        send("POST", "/api/v1/namespaces/" + namespace + "/events", JSON, event);
    }

    private void send(String method, String path, String type, String body) {
        try {
            HttpResponse<byte[]> answer = http.sendAsync(
                            http.newHttpRequestBuilder()
                                    .uri(server + path)
                                    .method(method, type, body)
                                    .build(),
                            byte[].class)
                    .get();
            if (!answer.isSuccessful()) {
                throw new IllegalStateException(method + " " + path + ": " + answer.code() + " "
                        + new String(answer.body(), StandardCharsets.UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(method + " " + path + " was interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(method + " " + path + " was not answered", e.getCause());
        }
    }
}
