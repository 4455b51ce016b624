package dev.holdfast.backup.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.spi.StoreUse.ChosenBy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorePolicyTest {

    private static final StoreEndpoint STORE = StoreEndpoint.parse("https://store.example");
    private final StorePolicy policy =
            StorePolicy.allowing(endpoint -> endpoint.host().equals("store.example"));

    @Test
    void allowsTenantsOnlyWhatIsListed() {
        assertThat(policy.refusal(ChosenBy.TENANT, STORE)).isEmpty();
        assertThat(policy.refusal(ChosenBy.TENANT, StoreEndpoint.parse("elsewhere.example")))
                .get()
                .asString()
                .contains("elsewhere.example");
        assertThat(StorePolicy.adminsOnly().refusal(ChosenBy.TENANT, STORE)).isPresent();
        assertThat(StorePolicy.adminsOnly().refusal(ChosenBy.ADMIN, STORE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.9.9.9",
                "::1",
                "0.0.0.0",
                "169.254.169.254",
                "::ffff:169.254.169.254",
                "fe80::1",
                "fd00:ec2::254",
                "100.100.100.200",
                "168.63.129.16",
                "224.0.0.1"
            })
    void keepsTenantsFromInternalAddresses(String address) throws UnknownHostException {
        InetAddress internal = InetAddress.getByName(address);

        assertThat(policy.refusal(ChosenBy.TENANT, internal)).isPresent();
        assertThat(policy.refusal(ChosenBy.ADMIN, internal)).isEmpty();
        assertThat(new StorePolicy(endpoint -> true, internal::equals).refusal(ChosenBy.TENANT, internal))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.96.0.1", "192.168.1.1", "93.184.216.34", "2001:db8::1"})
    void letsTenantsReachOtherAddresses(String address) throws UnknownHostException {
        assertThat(policy.refusal(ChosenBy.TENANT, InetAddress.getByName(address)))
                .isEmpty();
    }
}
