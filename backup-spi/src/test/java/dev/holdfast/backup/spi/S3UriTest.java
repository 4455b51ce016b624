package dev.holdfast.backup.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3UriTest {

    @Property
    void whatIsWrittenIsReadBack(@ForAll("buckets") String bucket, @ForAll("keys") String key) {
        S3Uri uri = new S3Uri(bucket, key);

        assertThat(S3Uri.parse(uri.toString())).contains(uri);
    }

    @Property
    void anyTextIsReadOrRefusedAndWhatIsReadIsWrittenBack(@ForAll String text) {
        assertThat(S3Uri.parse(text).map(S3Uri::toString).orElse(text)).isEqualTo(text);
        assertThat(S3Uri.parse("s3://" + text).map(S3Uri::toString).orElse("s3://" + text))
                .isEqualTo("s3://" + text);
    }

    @Provide
    Arbitrary<String> buckets() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .numeric()
                .withChars("._-")
                .ofMinLength(1)
                .ofMaxLength(63);
    }

    @Provide
    Arbitrary<String> keys() {
        return Arbitraries.strings().all().ofMinLength(1).ofMaxLength(40);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s3",
                "s3:",
                "s3://",
                "s3:/b/k",
                "s3://b",
                "s3://b/",
                "s3:///k",
                "http://b/k",
                "S3://b/k",
                "/b/k"
            })
    void refusesWhatLacksSchemeBucketOrKey(String text) {
        assertThat(S3Uri.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'', k", "b/c, k", "b, ''"})
    void isNotMadeOfPartsThatWouldNotBeReadBack(String bucket, String key) {
        assertThatIllegalArgumentException().isThrownBy(() -> new S3Uri(bucket, key));
    }

    @Test
    void aKeyThatEndsInASlashMeansAFolder() {
        assertThat(S3Uri.parse("s3://b/a/").orElseThrow().isPrefix()).isTrue();
        assertThat(S3Uri.parse("s3://b/a").orElseThrow().isPrefix()).isFalse();
    }

    @Test
    void keepsBlanksUnderscoresAndSlashesInKeys() {
        assertThat(S3Uri.parse("s3://my_bucket//a b/ü?x#y")).contains(new S3Uri("my_bucket", "/a b/ü?x#y"));
    }
}
