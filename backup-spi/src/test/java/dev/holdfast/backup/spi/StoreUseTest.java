package dev.holdfast.backup.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreUseTest {

    private static final StoreUse STORE = new StoreUse(
            "https://store.example",
            "box",
            "",
            Optional.empty(),
            true,
            "auto",
            SecretUse.of("keys"),
            Optional.empty(),
            StoreUse.Access.READ,
            StoreUse.ChosenBy.ADMIN);

    @ParameterizedTest
    @CsvSource({
        "'', s3://box/a, true",
        "'', s3://other/a, false",
        "team, s3://box/team/a, true",
        "team, s3://box/team/, true",
        "team, s3://box/team, false",
        "team, s3://box/team-b/a, false",
        "team/, s3://box/team/a/b, true",
        "team/, s3://box/a, false",
        "team/, s3://other/team/a, false"
    })
    void holdsWhatLiesInItsBucketBelowItsPrefix(String prefix, String uri, boolean holds) {
        assertThat(STORE.prefix(prefix).holds(S3Uri.parse(uri).orElseThrow())).isEqualTo(holds);
    }
}
