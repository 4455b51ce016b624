package dev.holdfast.backup.benchmarks.wire;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;

/**
 * Single requests over a client's transport, with JSON text for a body and nobody to decode the answer; the client's own operations
 * would read what they are to patch. Thread-safe.
 */
public final class Wire {

    private static final String BACKUPS = "/apis/backups.cozystack.io/v1alpha1/namespaces/";
    private static final String JOBS = "/apis/batch/v1/namespaces/";
    private static final String CORE = "/api/v1/namespaces/";

    private final HttpClient http;
    private final String server;

    /** Uses the client's transport; the client stays the caller's. */
    public Wire(KubernetesClient client) {
        this.http = client.getHttpClient();
        this.server = client.getMasterUrl().toString().replaceFirst("/$", "");
    }

    /** POSTs a BackupJob. */
    public void createBackupJob(String namespace, String body) {
        post(BACKUPS + namespace + "/backupjobs", body);
    }

    /** PATCHes the status of a BackupJob. */
    public void patchBackupJobStatus(String namespace, String name, String body) {
        patch(BACKUPS + namespace + "/backupjobs/" + name + "/status", body);
    }

    /** POSTs a Backup. */
    public void createBackup(String namespace, String body) {
        post(BACKUPS + namespace + "/backups", body);
    }

    /** POSTs a Job. */
    public void createJob(String namespace, String body) {
        post(JOBS + namespace + "/jobs", body);
    }

    /** PATCHes the status of a Job. */
    public void patchJobStatus(String namespace, String name, String body) {
        patch(JOBS + namespace + "/jobs/" + name + "/status", body);
    }

    /** POSTs a pod. */
    public void createPod(String namespace, String body) {
        post(CORE + namespace + "/pods", body);
    }

    /** PATCHes the status of a pod. */
    public void patchPodStatus(String namespace, String name, String body) {
        patch(CORE + namespace + "/pods/" + name + "/status", body);
    }

    /** POSTs an event. */
    public void createEvent(String namespace, String body) {
        post(CORE + namespace + "/events", body);
    }

    private void post(String path, String body) {
        send("POST", path, "application/json", body);
    }

    private void patch(String path, String body) {
        send("PATCH", path, "application/merge-patch+json", body);
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
