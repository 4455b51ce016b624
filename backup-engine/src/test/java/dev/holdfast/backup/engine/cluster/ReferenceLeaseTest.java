package dev.holdfast.backup.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.engine.EngineOptions;
import dev.holdfast.backup.spi.ObjectRef;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReferenceLeaseTest {

    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final EngineOptions.Reference THEIRS =
            EngineOptions.defaults().reference();
    private static final ObjectRef REF =
            ObjectRef.of("coordination.k8s.io/v1", "Lease", THEIRS.namespace(), THEIRS.lease());

    private final LeaseServer server = new LeaseServer();
    private final LeaseServer.Client line = server.new Client();

    private Optional<String> holder(EngineOptions.Reference of, Instant now) {
        return new ReferenceLease(line, of, InstantSource.fixed(now)).holder();
    }

    private Optional<String> holder(Instant now) {
        return holder(THEIRS, now);
    }

    private static ObjectNode held(String holder) {
        return LeaseRecord.manifest(REF, holder, Duration.ofSeconds(15), NOON);
    }

    @Test
    void aLeaseThatIsRenewedShowsItsHolder() {
        line.create(held("pod-1_uid"));

        assertThat(holder(NOON)).contains("pod-1_uid");
        assertThat(holder(NOON.plusSeconds(14))).contains("pod-1_uid");
        assertThat(holder(NOON.minusSeconds(5))).contains("pod-1_uid");
    }

    @Test
    void aLeaseThatHasRunOutShowsNobody() {
        line.create(held("pod-1_uid"));

        assertThat(holder(NOON.plusSeconds(15))).isEmpty();
    }

    @Test
    void aLeaseThatWasGivenBackOrNeverRenewedShowsNobody() {
        line.create(held(""));
        assertThat(holder(NOON)).isEmpty();

        ObjectNode bare = held("pod-1_uid");
        bare.withObject("/spec").remove("renewTime");
        LeaseServer another = new LeaseServer();
        LeaseServer.Client toIt = another.new Client();
        toIt.create(bare);
        assertThat(new ReferenceLease(toIt, THEIRS, InstantSource.fixed(NOON)).holder())
                .isEmpty();
    }

    @Test
    void whereThereIsNoLeaseNobodyIsAtWork() {
        assertThat(holder(NOON)).isEmpty();
    }

    @Test
    void nobodyIsAskedWhereItIsNotLookedFor() {
        line.line = LeaseServer.Line.REQUEST_LOST;
        EngineOptions.Reference off =
                new EngineOptions.Reference("", "", Duration.ofMinutes(5), Duration.ofMinutes(10));

        assertThat(holder(off, NOON)).isEmpty();
        assertThatExceptionOfType(ApiException.class).isThrownBy(() -> holder(NOON));
    }
}
