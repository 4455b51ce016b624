package dev.holdfast.backup.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreLocationTest {

    @ParameterizedTest
    @CsvSource({
        "minio:9000, https://minio:9000",
        "HTTP://Store.Example, http://store.example:80",
        "https://store.example/s3/, https://store.example:443/s3",
        "http://[::1]:8333, http://[::1]:8333",
        "10.0.0.1, https://10.0.0.1:443"
    })
    void readsEndpointsWithAndWithoutScheme(String text, String url) {
        assertThat(StoreEndpoint.parse(text)).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:hidden-word@store",
                "store?hidden-word",
                "store#hidden-word",
                "ftp://hidden-word",
                "hidden-word:99999",
                "hidden-word:0",
                "a b hidden-word"
            })
    void refusesOtherEndpointsWithoutRepeatingThem(String text) {
        assertThatThrownBy(() -> StoreLocation.of(text, "box", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hidden-word");
    }

    @Test
    void takesAPrefixForAFolder() {
        assertThat(StoreLocation.of("store", "box", "a/b").prefix()).isEqualTo("a/b/");
        assertThat(StoreLocation.of("store", "box", "a/b/").prefix()).isEqualTo("a/b/");
        assertThat(StoreLocation.of("store", "box", "").prefix()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "a/b", "a b", "a?b", "arn:aws:s3:::box", "box@host"})
    void refusesBucketNamesThatChangeTheRequest(String bucket) {
        assertThatIllegalArgumentException().isThrownBy(() -> StoreLocation.of("store", bucket, ""));
    }

    @Test
    void hasDefaultsForCustomEndpointsAndForAmazon() {
        StoreLocation custom = StoreLocation.of("store", "box", "");
        StoreLocation amazon = StoreLocation.of("", "box", "").withRegion("eu-west-1");

        assertThat(custom.pathStyle()).isTrue();
        assertThat(custom.region()).isEqualTo("us-east-1");
        assertThat(custom.checksumMode()).isEqualTo(ChecksumMode.WHEN_REQUIRED);
        assertThat(amazon.pathStyle()).isFalse();
        assertThat(amazon.service()).hasToString("https://s3.eu-west-1.amazonaws.com:443");
    }

    @Test
    void hidesCredentials() {
        assertThat(StoreCredentials.of("visible-not", "hidden-word").toString())
                .doesNotContain("visible-not", "hidden-word");
    }
}
