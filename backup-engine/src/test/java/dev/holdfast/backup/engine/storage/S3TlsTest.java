package dev.holdfast.backup.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.engine.storage.StoreOpener.ChosenBy;
import dev.holdfast.backup.testkit.s3.S3Server;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3TlsTest {

    private static final StoreOpener OPENER = new S3StoreOpener(StorePolicy.platformOnly(), StoreTimeouts.defaults());

    @TempDir
    Path directory;

    @Test
    void trustsAPrivateAuthorityOnlyWhenItIsGiven() {
        try (S3Server server = S3Server.start(S3Server.Options.in(directory).withTls())) {
            server.createBucket("box");
            StoreLocation location = StoreLocation.of(server.endpoint(), "box", "");

            assertThat(list(server, location.withCa(server.caPem().orElseThrow())))
                    .isInstanceOf(StoreAnswer.Ok.class);
            assertThat(list(server, location))
                    .isInstanceOf(StoreAnswer.Unreachable.class)
                    .asString()
                    .contains("TLS");
        }
    }

    @Test
    void checksTheHostNameAlsoWithAPrivateAuthority() {
        S3Server.Options elsewhere = S3Server.Options.in(directory).withTlsNames("dns:elsewhere");
        try (S3Server server = S3Server.start(elsewhere)) {
            StoreLocation location = StoreLocation.of(server.endpoint(), "box", "")
                    .withCa(server.caPem().orElseThrow());

            assertThat(list(server, location))
                    .isInstanceOf(StoreAnswer.Unreachable.class)
                    .asString()
                    .contains("TLS");
        }
    }

    @Test
    void refusesAnUnreadableAuthorityWithoutRepeatingIt() {
        StoreLocation location = StoreLocation.of("store", "box", "").withCa("hidden-word");

        assertThat(OPENER.open(location, StoreCredentials.of("a", "b"), ChosenBy.PLATFORM))
                .isInstanceOf(StoreAnswer.Rejected.class)
                .asString()
                .doesNotContain("hidden-word");
    }

    private static StoreAnswer<Listing> list(S3Server server, StoreLocation location) {
        StoreCredentials credentials = StoreCredentials.of(server.accessKey(), server.secretKey());
        try (ObjectStore store =
                OPENER.open(location, credentials, ChosenBy.PLATFORM).found().orElseThrow()) {
            return store.list("", 1);
        }
    }
}
