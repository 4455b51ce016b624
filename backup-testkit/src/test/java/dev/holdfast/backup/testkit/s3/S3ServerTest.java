package dev.holdfast.backup.testkit.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3ServerTest {

    @TempDir
    Path directory;

    @Test
    void answersAsSoonAsItIsStartedAndRefusesRequestsWithoutSignature() throws IOException, InterruptedException {
        try (S3Server server = S3Server.start(S3Server.Options.in(directory))) {
            server.createBucket("box");
            HttpRequest request = HttpRequest.newBuilder(URI.create(server.endpoint() + "/box?list-type=2"))
                    .build();

            int status = HttpClient.newHttpClient()
                    .send(request, BodyHandlers.discarding())
                    .statusCode();

            assertThat(status).isEqualTo(403);
        }
    }

    @Test
    void leavesNoProcessBehind() {
        S3Server server = S3Server.start(S3Server.Options.in(directory));

        server.close();

        assertThat(server.process().isAlive()).isFalse();
    }
}
