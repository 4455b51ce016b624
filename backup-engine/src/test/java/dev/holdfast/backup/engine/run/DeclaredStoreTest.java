package dev.holdfast.backup.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.backup.spi.Problem;
import dev.holdfast.backup.spi.RefusedException;
import dev.holdfast.backup.spi.SecretUse;
import dev.holdfast.backup.spi.StoreUse;
import dev.holdfast.backup.spi.Strategy;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclaredStoreTest {

    private static final String KEY = "store.backups.cozystack.io/";
    private static final Map<String, String> LEAST = Map.of(KEY + "bucket", "b", KEY + "secretName", "keys");

    private static Map<String, String> least(String key, String value) {
        Map<String, String> settings = new HashMap<>(LEAST);
        settings.put(KEY + key, value);
        return settings;
    }

    private static Optional<StoreUse> of(Map<String, String> annotations, Map<String, String> parameters) {
        Strategy strategy = new Strategy(Samples.JOB_TYPE, "dump", "u", 1, annotations, Samples.json("{}"), "d");
        return DeclaredStore.of(strategy, parameters, (s, template) -> template.replace("{{ns}}", "tenant"));
    }

    private static String refusal(Map<String, String> annotations) {
        String[] message = new String[1];
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> of(annotations, Map.of()))
                .satisfies(e -> {
                    Problem problem = e.failed().problems().get(0);
                    assertThat(problem.reason()).isEqualTo("InvalidStrategy");
                    message[0] = problem.message();
                });
        return message[0];
    }

    @Test
    void noSettingsMeanNoStore() {
        assertThat(of(Map.of("other", "x"), Map.of("bucket", "b"))).isEmpty();
    }

    @Test
    void theDefaultsAreThoseOfAws() {
        assertThat(of(LEAST, Map.of()))
                .contains(new StoreUse(
                        "",
                        "b",
                        "",
                        Optional.empty(),
                        false,
                        "auto",
                        SecretUse.of("keys"),
                        Optional.empty(),
                        StoreUse.Access.READ,
                        StoreUse.ChosenBy.ADMIN));
    }

    @Test
    void anEndpointOfItsOwnMeansPathStyleUnlessSaidOtherwise() {
        assertThat(of(least("endpoint", "minio:9000"), Map.of()).orElseThrow().pathStyle())
                .isTrue();
        Map<String, String> said = least("endpoint", "minio:9000");
        said.put(KEY + "pathStyle", "false");
        assertThat(of(said, Map.of()).orElseThrow().pathStyle()).isFalse();
    }

    @Test
    void everySettingIsRead() {
        Map<String, String> all = new HashMap<>(least("endpoint", "https://s3"));
        all.putAll(Map.of(
                KEY + "region", "eu-1",
                KEY + "prefix", "{{ns}}/dumps",
                KEY + "caSecretName", "ca",
                KEY + "pathStyle", "true",
                KEY + "checksumMode", "required"));

        assertThat(of(all, Map.of()))
                .contains(new StoreUse(
                        "https://s3",
                        "b",
                        "tenant/dumps",
                        Optional.of("eu-1"),
                        true,
                        "required",
                        SecretUse.of("keys"),
                        Optional.of(SecretUse.of("ca", "ca.crt")),
                        StoreUse.Access.READ,
                        StoreUse.ChosenBy.ADMIN));
    }

    @Test
    void aClassParameterWinsOverTheAnnotation() {
        assertThat(of(LEAST, Map.of(KEY + "bucket", "of-the-class"))
                        .orElseThrow()
                        .bucket())
                .isEqualTo("of-the-class");
    }

    @Test
    void anEndpointFromTheApplicationIsTheTenantsChoice() {
        assertThat(of(least("endpoint", "{{ .Application.spec.endpoint }}"), Map.of())
                        .orElseThrow()
                        .chosenBy())
                .isEqualTo(StoreUse.ChosenBy.TENANT);
    }

    @ParameterizedTest
    @CsvSource({
        "buckett, x, store.backups.cozystack.io/buckett is not a known setting",
        "pathStyle, yes, 'store.backups.cozystack.io/pathStyle must be true or false, not ''yes'''",
        "checksumMode, never, 'store.backups.cozystack.io/checksumMode must be auto, required or supported'",
        "bucket, '', store.backups.cozystack.io/bucket is needed to use a store",
        "secretName, '', store.backups.cozystack.io/secretName is needed to use a store"
    })
    void whatCannotBeMeantIsRefused(String key, String value, String message) {
        assertThat(refusal(least(key, value))).isEqualTo("store settings of strategy dump: " + message);
    }
}
