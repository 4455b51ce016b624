package dev.holdfast.backup.samples.host.operate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.engine.report.JobState;
import dev.holdfast.backup.spi.ObjectRef;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TextsTest {

    @Test
    void sizesAreRoundedToWhatPeopleRead() {
        assertThat(Texts.size(OptionalLong.empty())).isEmpty();
        assertThat(Texts.size(OptionalLong.of(1023))).isEqualTo("1023 B");
        assertThat(Texts.size(OptionalLong.of(1536))).isEqualTo("1.5 KiB");
        assertThat(Texts.size(OptionalLong.of(3L << 40))).isEqualTo("3.0 TiB");
    }

    @Test
    void aStateIsOneLineWhateverTheMessage() {
        ObjectRef job = ObjectRef.of("backups.cozystack.io/v1alpha1", "RestoreJob", "ns", "r1");

        assertThat(Texts.state(new JobState(job, "Failed", "Why", "one\n  two", List.of(), Optional.empty())))
                .isEqualTo("RestoreJob ns/r1: Failed, Why: one; two");
        assertThat(Texts.state(new JobState(job, "", "", "", List.of(), Optional.empty())))
                .isEqualTo("RestoreJob ns/r1: Created");
    }
}
