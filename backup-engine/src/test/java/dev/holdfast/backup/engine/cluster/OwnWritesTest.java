package dev.holdfast.backup.engine.cluster;

import static dev.holdfast.backup.engine.cluster.SampleObjects.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.engine.work.Timeline;
import dev.holdfast.backup.spi.ObjectRef;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnWritesTest {

    private static final ObjectRef REF = ObjectRef.of("batch/v1", "Job", "ns", "a");

    private final Timeline time = new Timeline();
    private final OwnWrites writes = new OwnWrites(time);

    private Optional<String> version(GenericKubernetesResource stored) {
        return resolve(Optional.of(stored)).orElseThrow().object().map(o -> o.getMetadata()
                .getResourceVersion());
    }

    private Optional<Lookup> resolve(Optional<GenericKubernetesResource> stored) {
        return writes.resolve(REF, stored);
    }

    @Test
    void aWriteWinsOverAnOlderStoreAndLosesToANewerOne() {
        writes.wrote(job("u", "10"), Optional::empty);

        assertThat(version(job("u", "9"))).contains("10");
        assertThat(version(job("u", "11"))).contains("11");
        assertThat(resolve(Optional.empty()).orElseThrow().object()).isPresent();
    }

    @Test
    void versionsAreComparedAsNumbers() {
        writes.wrote(job("u", "100"), Optional::empty);

        assertThat(version(job("u", "99"))).contains("100");
    }

    @Test
    void versionsThatAreNoNumbersCountOnlyWhenTheyAreTheSame() {
        writes.wrote(job("u", "b"), Optional::empty);
        assertThat(version(job("u", "c"))).contains("b");

        writes.stored(job("u", "b"));
        assertThat(version(job("u", "c"))).contains("c");
    }

    @Test
    void theLaterOfTwoWritesIsKeptWhicheverIsToldFirst() {
        writes.wrote(job("u", "12"), Optional::empty);
        writes.wrote(job("u", "11"), Optional::empty);

        assertThat(version(job("u", "10"))).contains("12");
    }

    @Test
    void aWriteThatTheStoreHasAlreadyIsNotKept() {
        writes.wrote(job("u", "10"), () -> Optional.of(job("u", "10")));

        assertThat(writes.refs(REF.kind())).isEmpty();
    }

    @Test
    void aDeletionThatTheFeedShowsEndsTheWriteOfThatObjectOnly() {
        writes.wrote(job("new", "20"), Optional::empty);
        writes.removed(job("old", "5"));
        assertThat(resolve(Optional.empty()).orElseThrow().object()).isPresent();

        writes.removed(job("new", "21"));
        assertThat(resolve(Optional.empty()).orElseThrow().object()).isEmpty();
    }

    @Test
    void whatIsGoneStaysGoneUntilAnotherObjectHasItsName() {
        writes.gone(REF, Optional.of(job("old", "5")));

        assertThat(resolve(Optional.of(job("old", "5"))).orElseThrow().object()).isEmpty();
        assertThat(version(job("new", "9"))).contains("9");
    }

    @Test
    void whatTheFeedDoesNotConfirmInAMinuteIsAskedLive() {
        writes.wrote(job("u", "10"), Optional::empty);
        time.skip(Duration.ofSeconds(61));

        assertThat(resolve(Optional.of(job("u", "9")))).isEmpty();
        assertThat(version(job("u", "9"))).contains("9");
    }
}
