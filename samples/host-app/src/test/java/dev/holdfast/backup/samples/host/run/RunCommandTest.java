package dev.holdfast.backup.samples.host.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.api.CoreCrds;
import dev.holdfast.backup.driver.job.JobDriver;
import dev.holdfast.backup.samples.host.RunningProgram;
import dev.holdfast.backup.samples.host.crd.DriverCrds;
import dev.holdfast.backup.testkit.api.SimulatedApi;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {

    private static final Pattern READY = Pattern.compile("^ready: http port (\\d+), one at .*");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory = Path.of("");

    @Test
    void runsUntilItIsAskedToStopAndLeavesWithoutALease() throws Exception {
        try (SimulatedApi api = SimulatedApi.start();
                KubernetesClient client = api.client()) {
            install(client);
            try (RunningProgram program = run(api)) {
                Matcher ready = READY.matcher(program.line().orElse(""));
                assertThat(ready.matches()).isTrue();
                String pages = "http://127.0.0.1:" + ready.group(1);

                assertThat(get(pages + "/healthz").statusCode()).isEqualTo(200);
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() -> get(pages + "/readyz").statusCode() == 200);
                assertThat(get(pages + "/readyz?verbose").body())
                        .contains("[+]leadership")
                        .endsWith("ok\n");
                assertThat(get(pages + "/metrics").body())
                        .contains("jvm_memory_used_bytes")
                        .contains("holdfast_api_requests_total{code=\"2xx\"", "verb=\"list\"", "holdfast_queue_depth");
                Awaitility.await().atMost(PATIENCE).until(() -> !holder(api).isEmpty());

                program.terminate();

                assertThat(program.exitCode()).isZero();
                assertThat(program.rest()).isEqualTo("stopped");
                assertThat(holder(api)).isEmpty();
            }
        }
    }

    @Test
    void tellsInOneLineThatTheDefinitionsAreMissing() throws Exception {
        try (SimulatedApi api = SimulatedApi.start();
                RunningProgram program = run(api)) {
            assertThat(program.exitCode()).isEqualTo(1);
            assertThat(program.rest()).startsWith("error: ").hasLineCount(1).contains("BackupJob");
        }
    }

    private RunningProgram run(SimulatedApi api) throws IOException {
        Path kubeconfig = Files.writeString(directory.resolve("config"), api.kubeconfig());
        return RunningProgram.start(
                Map.of(), "run", "--kubeconfig=" + kubeconfig, "--http-port=0", "--identity=one", "--lease-seconds=3");
    }

    private static void install(KubernetesClient client) {
        CoreCrds.all().forEach(crd -> client.resource(crd).create());
        client.resource(DriverCrds.of(new JobDriver()).orElseThrow()).create();
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("holdfast-system")
                        .endMetadata()
                        .build())
                .create();
    }

    private static String holder(SimulatedApi api) {
        return api.objects(Lease.class).stream()
                .map(lease -> lease.getSpec().getHolderIdentity())
                .filter(identity -> identity != null)
                .findFirst()
                .orElse("");
    }

    private static HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
