package dev.holdfast.backup.it.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.engine.storage.Listing;
import dev.holdfast.backup.engine.storage.ObjectStore;
import dev.holdfast.backup.engine.storage.S3StoreOpener;
import dev.holdfast.backup.engine.storage.StoreCredentials;
import dev.holdfast.backup.engine.storage.StoreLocation;
import dev.holdfast.backup.engine.storage.StoreOpener;
import dev.holdfast.backup.engine.storage.StorePolicy;
import dev.holdfast.backup.engine.storage.StoreTimeouts;
import dev.holdfast.backup.spi.StoreAnswer;
import dev.holdfast.backup.spi.StoreAnswer.Refusal;
import dev.holdfast.backup.spi.StoreUse.Access;
import dev.holdfast.backup.spi.StoreUse.ChosenBy;
import dev.holdfast.backup.testkit.s3.S3Server;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3TlsTest {

    private static final StoreOpener OPENER = new S3StoreOpener(StorePolicy.adminsOnly(), StoreTimeouts.defaults());

    @TempDir
    Path directory;

    @Test
    void trustsAPrivateAuthorityOnlyWhenItIsGiven() {
        try (S3Server server = S3Server.start(S3Server.Options.in(directory).withTls())) {
            server.createBucket("box");
            StoreLocation location = StoreLocation.of(server.endpoint(), "box", "");

            assertThat(list(server, location.withCa(server.caPem().orElseThrow())))
                    .isInstanceOf(StoreAnswer.Found.class);
            assertThat(list(server, location))
                    .matches(a -> a.isRefused(Refusal.UNREACHABLE))
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
                    .matches(a -> a.isRefused(Refusal.UNREACHABLE))
                    .asString()
                    .contains("TLS");
        }
    }

    private static StoreAnswer<Listing> list(S3Server server, StoreLocation location) {
        StoreCredentials credentials = StoreCredentials.of(server.accessKey(), server.secretKey());
        try (ObjectStore store = OPENER.open(location, credentials, Access.READ, ChosenBy.ADMIN)
                .found()
                .orElseThrow()) {
            return store.list("", 1);
        }
    }
}
