package dev.holdfast.backup.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.spi.InterruptedRestore;
import dev.holdfast.backup.spi.LockKey;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.RunPlan;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class JournalTest {

    private static final ObjectRef OWNER = new ObjectRef(Kinds.RESTORE_JOB, "ns", "r");
    private static final List<String> LOCKS = List.of("holdfast-lock-1", "holdfast-lock-2");

    @Provide
    Arbitrary<RunPlan> plans() {
        return Plans.plans();
    }

    private static GenericKubernetesResource stored(ObjectNode data) {
        ObjectNode manifest = Journal.manifest("system", LOCKS.get(0), "run-uid", data);
        manifest.withObject("/metadata").put("uid", "u").put("resourceVersion", "5");
        return new ObjectMapper().convertValue(manifest, GenericKubernetesResource.class);
    }

    @Property(tries = 50)
    void aJournalIsTheSameAfterItWasWrittenAndRead(@ForAll("plans") RunPlan plan, @ForAll Journal.State state) {
        Run run = Samples.run(Operation.RESTORE, plan);

        Optional<InterruptedRestore> inherited = Optional.of(
                new InterruptedRestore("earlier", "run", "ChildVanished", Samples.json("{\"size\":7}"), List.of()));

        assertThat(Journal.decode(stored(Journal.data(run, state, OWNER, "owner-uid", LOCKS, inherited, 3))))
                .isEqualTo(new Journal(
                        new ObjectRef(Kinds.SECRET, "system", LOCKS.get(0)),
                        "u",
                        "5",
                        state,
                        OWNER,
                        "owner-uid",
                        run,
                        LOCKS,
                        inherited,
                        List.of(),
                        3));
    }

    @Test
    void theLargestPlanThatIsAcceptedFitsIntoASecret() {
        StringBuilder noise = new StringBuilder();
        new Random(2).ints(Journal.MAX_RECORD_BYTES, '0', 'Z').forEach(c -> noise.append((char) c));
        RunPlan plan = RunPlan.of(Samples.podStage("run")).fact("x", noise.toString());

        ObjectNode data = Journal.data(
                Samples.run(Operation.RESTORE, plan),
                Journal.State.OPEN,
                OWNER,
                "owner-uid",
                LOCKS,
                Optional.empty(),
                0);

        assertThat(data.toString().length()).isLessThan(1024 * 1024);
    }

    @Test
    void aPointerNamesTheJournalAndAJournalNamesItself() {
        assertThat(Journal.primaryOf(stored(Journal.pointer("holdfast-lock-9"))))
                .isEqualTo("holdfast-lock-9");
        assertThat(Journal.primaryOf(stored(Samples.json("{}")))).isEqualTo(LOCKS.get(0));
    }

    @Test
    void equalKeysLockTheSameSecretAndOthersDoNot() {
        String db = Journal.nameOf(LockKey.of(Samples.DB));

        assertThat(db).matches("holdfast-lock-[0-9a-f]{20}").isEqualTo(Journal.nameOf(LockKey.of(Samples.DB)));
        assertThat(Journal.nameOf(LockKey.slot("db"))).isNotEqualTo(db);
    }

    @Test
    void theSecretIsMarkedAsAJournalOfItsRun() {
        assertThat(stored(Samples.json("{}")).getMetadata().getLabels())
                .containsEntry(Journal.LABEL, "true")
                .containsEntry("backups.cozystack.io/run-uid", "run-uid");
    }
}
