package dev.holdfast.backup.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3UriTest {

    @Property
    void readsBackWhatItWrote(
            @ForAll @NotEmpty @AlphaChars @Chars({'_', '.', '-', '1'}) String bucket, @ForAll String key) {
        S3Uri uri = new S3Uri(bucket, key);

        assertThat(S3Uri.parse(uri.toString())).contains(uri);
    }

    @Test
    void takesUnderscoresBlanksAndSlashesVerbatim() {
        assertThat(S3Uri.parse("s3://my_bucket/a b//c%20?x#y/")).contains(new S3Uri("my_bucket", "a b//c%20?x#y/"));
    }

    @Test
    void takesABareBucketForItsRoot() {
        assertThat(S3Uri.parse("s3://box")).contains(new S3Uri("box", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s3://", "s3:///key", "S3://box/key", "https://box/key", "box/key"})
    void refusesOtherForms(String text) {
        assertThat(S3Uri.parse(text)).isEmpty();
    }

    @Test
    void tellsFoldersFromObjects() {
        assertThat(new S3Uri("box", "a/").isFolder()).isTrue();
        assertThat(new S3Uri("box", "").isFolder()).isTrue();
        assertThat(new S3Uri("box", "a").isFolder()).isFalse();
    }
}
