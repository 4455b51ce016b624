package dev.holdfast.backup.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.backup.engine.EngineOptions;
import dev.holdfast.backup.engine.work.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LeaseLeadershipTest {

    private final Timeline time = new Timeline();
    private final LeaseServer server = new LeaseServer();

    /** A process: its own line to the server, its own wall clock, its own timers that can stand still. */
    private final class Process {
        private final LeaseServer.Client line = server.new Client();
        private final List<String> told = new ArrayList<>();
        private final LeaseLeadership leadership;

        Process(String name, Duration skew) {
            leadership = new LeaseLeadership(
                    EngineOptions.defaults().withIdentity(name),
                    new LeaseLeadership.Parts(line, () -> time.instant().plus(skew), time::nanos, time, time));
        }

        Process start() {
            leadership.start(() -> told.add("started"), () -> told.add("stopped"));
            return this;
        }

        boolean mayWrite() {
            try {
                leadership.check();
                return true;
            } catch (LeadershipLostException e) {
                return false;
            }
        }
    }

    @Test
    void theFirstToComeLeadsAndStays() {
        Process a = new Process("a", Duration.ZERO).start();
        time.advance(Duration.ofSeconds(1));
        Process b = new Process("b", Duration.ofHours(3)).start();
        time.advance(Duration.ofMinutes(10));

        assertThat(a.mayWrite()).isTrue();
        assertThat(b.mayWrite()).isFalse();
        assertThat(a.told).containsExactly("started");
        assertThat(b.told).isEmpty();
        assertThat(b.leadership.holder()).contains(a.leadership.identity());
    }

    @Test
    void nobodyLeadsBeforeItHasTheLease() {
        Process a = new Process("a", Duration.ZERO);

        assertThatThrownBy(a.leadership::check)
                .isInstanceOf(LeadershipLostException.class)
                .hasMessageContaining("holdfast-system/holdfast-engine");
        assertThat(a.leadership.holder()).isEmpty();
    }

    @Test
    void aHolderThatCannotRenewStopsWritingBeforeAnotherTakesOver() {
        Process a = new Process("a", Duration.ZERO).start();
        time.advance(Duration.ofSeconds(1));
        Process b = new Process("b", Duration.ofHours(-3)).start();
        time.advance(Duration.ofSeconds(20));
        a.line.line = LeaseServer.Line.REQUEST_LOST;
        time.advance(Duration.ofSeconds(14));

        assertThat(a.mayWrite()).isFalse();
        assertThat(a.told).containsExactly("started", "stopped");

        time.advance(Duration.ofSeconds(16));
        assertThat(b.mayWrite()).isTrue();
        assertThat(b.told).containsExactly("started");
    }

    @Test
    void anAnswerThatGotLostIsNoReasonToStop() {
        Process a = new Process("a", Duration.ZERO).start();
        time.advance(Duration.ofSeconds(1));
        a.line.line = LeaseServer.Line.ANSWER_LOST;
        time.advance(Duration.ofSeconds(5));
        a.line.line = LeaseServer.Line.UP;
        time.advance(Duration.ofMinutes(1));

        assertThat(a.mayWrite()).isTrue();
        assertThat(a.told).containsExactly("started");
    }

    @Test
    void aProcessThatStoodStillMayNotWriteWhenItWakes() {
        Process a = new Process("a", Duration.ZERO).start();
        time.advance(Duration.ofSeconds(1));
        time.skip(Duration.ofSeconds(60));

        assertThat(a.mayWrite()).isFalse();
    }

    @Test
    void aRenewalCountsFromTheStartOfItsRequest() {
        Process a = new Process("a", Duration.ZERO);
        a.line.slowness = () -> time.skip(Duration.ofSeconds(8));
        a.start();
        time.advance(Duration.ZERO);

        assertThat(a.leadership.isLeader()).isFalse();
    }

    @Test
    void aLeaseThatWasGivenBackIsTakenWithoutWaitingForItsEnd() {
        Process a = new Process("a", Duration.ZERO).start();
        time.advance(Duration.ofSeconds(1));
        Process b = new Process("b", Duration.ZERO).start();
        time.advance(Duration.ofSeconds(6));
        a.leadership.close();
        assertThat(a.mayWrite()).isFalse();
        time.advance(Duration.ofSeconds(5));

        assertThat(b.mayWrite()).isTrue();
        assertThat(a.told).containsExactly("started", "stopped");
        assertThatCode(a.leadership::close).doesNotThrowAnyException();
    }

    @Test
    void twoProcessesOfOneNameAreTwoCandidates() {
        Process a = new Process("same", Duration.ZERO).start();
        Process b = new Process("same", Duration.ZERO).start();
        time.advance(Duration.ofMinutes(2));

        assertThat(a.mayWrite()).isNotEqualTo(b.mayWrite());
    }

    @Property(tries = 500)
    void twoNeverMayWriteAtTheSameTime(
            @ForAll @Size(max = 80) List<@IntRange(max = 12) Integer> steps, @ForAll @IntRange(max = 7200) int skew) {
        LeaseLeadershipTest test = new LeaseLeadershipTest();
        Process a = test.new Process("a", Duration.ofSeconds(skew)).start();
        Process b = test.new Process("b", Duration.ofSeconds(-skew)).start();
        LeaseServer.Line[] lines = LeaseServer.Line.values();
        for (int step : steps) {
            switch (step) {
                case 0, 1, 2 -> a.line.line = lines[step];
                case 3, 4, 5 -> b.line.line = lines[step - 3];
                case 6 -> a.line.slowness = () -> test.time.skip(Duration.ofSeconds(3));
                case 7 -> b.line.slowness = () -> test.time.skip(Duration.ofSeconds(3));
                case 8 -> a.line.slowness = () -> {};
                case 9 -> test.time.skip(Duration.ofSeconds(4));
                default -> {}
            }
            for (int i = 0; i < 4; i++) {
                test.time.advance(Duration.ofMillis(700));
                assertThat(a.mayWrite() && b.mayWrite()).isFalse();
            }
        }
        a.line.line = LeaseServer.Line.UP;
        b.line.line = LeaseServer.Line.UP;
        a.line.slowness = () -> {};
        b.line.slowness = () -> {};
        test.time.advance(Duration.ofSeconds(60));
        assertThat(a.mayWrite()).isNotEqualTo(b.mayWrite());
    }
}
