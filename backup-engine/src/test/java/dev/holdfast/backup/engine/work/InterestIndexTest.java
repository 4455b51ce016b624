package dev.holdfast.backup.engine.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.ResourceKind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class InterestIndexTest {

    private static final ResourceKind KIND = new ResourceKind("example.org/v1", "Widget");
    private static final WorkKey ONE = new WorkKey(WorkKey.Kind.BACKUP_JOB, "ns", "one");
    private static final WorkKey TWO = new WorkKey(WorkKey.Kind.RESTORE_JOB, "ns", "two");

    private final InterestIndex index = new InterestIndex();

    private static ObjectRef ref(String name) {
        return new ObjectRef(KIND, "ns", name);
    }

    @Test
    void aNameWakesWhoAskedForItWhetherItExistsOrNot() {
        index.register(ONE, new Interest.ByName(ref("a")));
        index.register(TWO, new Interest.ByName(ref("b")));

        assertThat(index.affected(ref("a"), Map.of(), Map.of())).containsExactly(ONE);
        assertThat(index.affected(new ObjectRef(KIND, "elsewhere", "a"), Map.of(), Map.of()))
                .isEmpty();
    }

    @Test
    void aLabelWakesWhenItComesAndWhenItGoes() {
        index.register(ONE, new Interest.ByLabel(KIND, "ns", "app", "x"));

        assertThat(index.affected(ref("a"), Map.of(), Map.of("app", "x"))).containsExactly(ONE);
        assertThat(index.affected(ref("a"), Map.of("app", "x"), Map.of())).containsExactly(ONE);
        assertThat(index.affected(ref("a"), Map.of("app", "y"), Map.of("app", "y")))
                .isEmpty();
    }

    @Test
    void onlyRetainedInterestsStayAndForgottenKeysHaveNone() {
        Interest a = new Interest.ByName(ref("a"));
        index.register(ONE, a);
        index.register(ONE, new Interest.ByName(ref("b")));
        index.retain(ONE, Set.of(a));
        assertThat(index.affected(ref("b"), Map.of(), Map.of())).isEmpty();
        assertThat(index.affected(ref("a"), Map.of(), Map.of())).containsExactly(ONE);

        index.forget(ONE);
        assertThat(index.has(ONE)).isFalse();
        assertThat(index.size()).isZero();
        assertThat(index.interestedIn(KIND)).isEmpty();
    }

    /** One key reads two objects in steps; writes and the delivery of their events, late as they may be, fall anywhere between. */
    @Property(tries = 1000)
    void noChangeBetweenRegistrationAndReadIsLost(@ForAll @Size(max = 120) List<@IntRange(max = 9) Integer> steps) {
        World world = new World();
        steps.forEach(world::step);
        world.settle();

        assertThat(world.seen).isEqualTo(world.versions);
    }

    private static final class World {
        private final Timeline time = new Timeline();
        private final KeyedQueue queue = new KeyedQueue(time, time, Backoff.standard(new Random(1)));
        private final InterestIndex index = new InterestIndex();
        private final Map<ObjectRef, Integer> versions = new HashMap<>(Map.of(ref("0"), 0, ref("1"), 0));
        private final Map<ObjectRef, Integer> seen = new HashMap<>();
        private final Deque<ObjectRef> events = new ArrayDeque<>();
        private Optional<WorkKey> out = Optional.empty();
        private int position;

        World() {
            queue.event(ONE);
        }

        void step(int choice) {
            switch (choice) {
                case 0, 1 -> write(ref(String.valueOf(choice)));
                case 2, 3 -> deliver();
                case 4 -> time.advance(Duration.ofMillis(400));
                default -> pass();
            }
        }

        private void write(ObjectRef ref) {
            versions.merge(ref, 1, Integer::sum);
            events.add(ref);
        }

        private void deliver() {
            if (!events.isEmpty()) {
                index.affected(events.poll(), Map.of(), Map.of()).forEach(queue::event);
            }
        }

        private void pass() {
            if (out.isEmpty()) {
                out = queue.poll();
                position = 0;
                return;
            }
            ObjectRef ref = ref(String.valueOf(position / 2));
            if (position == 4) {
                index.retain(ONE, Set.of(new Interest.ByName(ref("0")), new Interest.ByName(ref("1"))));
                out = Optional.empty();
                queue.done(ONE, Outcome.idle());
            } else if (position % 2 == 0) {
                index.register(ONE, new Interest.ByName(ref));
            } else {
                seen.put(ref, versions.getOrDefault(ref, 0));
            }
            position++;
        }

        void settle() {
            for (int i = 0; i < 200; i++) {
                deliver();
                time.advance(Duration.ofSeconds(1));
                pass();
            }
        }
    }
}
