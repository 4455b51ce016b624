package dev.holdfast.backup.samples.host.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.backup.engine.Health;
import dev.holdfast.backup.samples.host.cli.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

class HttpEndpointsTest {

    private static final Health API = new Health("api", true, true, "");
    private static final Health LEASE = new Health("lease", false, true, "held by nobody");
    private static final Health DRIVER = new Health("driver x", false, false, "clusters are not served");

    @Test
    void isReadyAlthoughADriverMissesSomething() throws Exception {
        try (HttpEndpoints http = HttpEndpoints.start(0, () -> List.of(API, DRIVER), () -> "")) {
            HttpResponse<String> plain = get(http, "/readyz");
            HttpResponse<String> verbose = get(http, "/readyz?verbose");

            assertThat(plain.statusCode()).isEqualTo(200);
            assertThat(plain.body()).isEqualTo("ok\n");
            assertThat(verbose.body()).isEqualTo("[+]api ok\n[!]driver x failed: clusters are not served\nok\n");
        }
    }

    @Test
    void isNotReadyWithoutAVitalPartAndSaysWhich() throws Exception {
        try (HttpEndpoints http = HttpEndpoints.start(0, () -> List.of(API, LEASE), () -> "")) {
            HttpResponse<String> answer = get(http, "/readyz");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).isEqualTo("[+]api ok\n[-]lease failed: held by nobody\nnot ready\n");
            assertThat(get(http, "/healthz").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void servesMetricsAndNothingElse() throws Exception {
        try (HttpEndpoints http = HttpEndpoints.start(0, List::of, () -> "up 1\n")) {
            assertThat(get(http, "/metrics").body()).isEqualTo("up 1\n");
            assertThat(get(http, "/metrics/more").statusCode()).isEqualTo(404);
            assertThat(get(http, "/").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void aPageThatFailsDoesNotShowItsInside() throws Exception {
        try (HttpEndpoints http = HttpEndpoints.start(
                0,
                () -> {
                    throw new IllegalStateException("inside");
                },
                () -> "")) {
            HttpResponse<String> answer = get(http, "/readyz");

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).doesNotContain("inside");
        }
    }

    @Test
    void saysThatAPortIsTaken() {
        try (HttpEndpoints http = HttpEndpoints.start(0, List::of, () -> "")) {
            assertThatThrownBy(() -> HttpEndpoints.start(http.port(), List::of, () -> ""))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining(Integer.toString(http.port()));
        }
    }

    private static HttpResponse<String> get(HttpEndpoints http, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + http.port() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
