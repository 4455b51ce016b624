package dev.holdfast.backup.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.engine.storage.ScriptedStore.Reply;
import dev.holdfast.backup.spi.StoreAnswer;
import dev.holdfast.backup.spi.StoreAnswer.Refusal;
import dev.holdfast.backup.spi.StoreUse.Access;
import dev.holdfast.backup.spi.StoreUse.ChosenBy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class S3StoreOpenerTest {

    private static final StoreCredentials KEYS = StoreCredentials.of("access", "secret");
    private static final StoreOpener OPENER = new S3StoreOpener(StorePolicy.adminsOnly(), StoreTimeouts.defaults());

    private static StoreAnswer<ObjectStore> open(StoreLocation location, ChosenBy chosenBy) {
        return OPENER.open(location, KEYS, Access.READ, chosenBy);
    }

    @Test
    void opensNoEndpointThatATenantChoseUnlessItIsListed() {
        StoreLocation location = StoreLocation.of("store.example", "box", "");

        assertThat(open(location, ChosenBy.TENANT)).matches(a -> a.isRefused(Refusal.FORBIDDEN_BY_POLICY));
        try (ObjectStore store = open(location, ChosenBy.ADMIN).found().orElseThrow()) {
            assertThat(store.location()).isEqualTo(location);
        }
    }

    @Test
    void keepsTenantsFromInternalAddressesBehindListedEndpoints() {
        StoreOpener everywhere = new S3StoreOpener(StorePolicy.allowing(any -> true), StoreTimeouts.defaults());
        try (ScriptedStore server = new ScriptedStore(request -> Reply.of(200, ""));
                ObjectStore store = everywhere
                        .open(StoreLocation.of(server.endpoint(), "box", ""), KEYS, Access.READ, ChosenBy.TENANT)
                        .found()
                        .orElseThrow()) {
            assertThat(store.list("", 1)).matches(a -> a.isRefused(Refusal.FORBIDDEN_BY_POLICY));
            assertThat(server.asked()).isEmpty();
        }
    }

    @Test
    void isUnreachableAtAClosedPort() throws IOException {
        int port;
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        }
        StoreLocation closed = StoreLocation.of("http://127.0.0.1:" + port, "box", "");
        try (ObjectStore store = open(closed, ChosenBy.ADMIN).found().orElseThrow()) {
            assertThat(store.head("x")).matches(a -> a.isRefused(Refusal.UNREACHABLE));
        }
    }

    @Test
    void refusesAnUnreadableAuthorityWithoutRepeatingIt() {
        StoreLocation location = StoreLocation.of("store", "box", "").withCa("hidden-word");

        assertThat(open(location, ChosenBy.ADMIN))
                .matches(a -> a.isRefused(Refusal.REJECTED))
                .asString()
                .doesNotContain("hidden-word");
    }
}
