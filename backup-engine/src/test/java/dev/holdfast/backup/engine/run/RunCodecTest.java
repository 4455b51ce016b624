package dev.holdfast.backup.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.holdfast.backup.api.CoreCrds;
import dev.holdfast.backup.api.RunRecord;
import dev.holdfast.backup.spi.BackupResult;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.Reconciler;
import dev.holdfast.backup.spi.RunPlan;
import dev.holdfast.backup.spi.Stage;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunCodecTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Provide
    Arbitrary<RunPlan> plans() {
        return Plans.plans();
    }

    /** A record in which nothing is left out. */
    private static Run full(RunPlan plan) {
        Run run = Samples.run(Operation.RESTORE, plan);
        Pin pin = new Pin(
                "standard",
                run.pin().strategy(),
                Samples.DB,
                Samples.DB,
                Optional.of(new Pin.BackupPin("b", "backup-uid")),
                run.pin().parameters(),
                "d2");
        Position position = run.position().waiting("PodPending", Samples.NOON);
        BackupResult result = BackupResult.of(Samples.NOON, "s3://b/k")
                .reported(OptionalLong.of(9_000_000_000L), Optional.of("sha256:ab"))
                .metadata("a", "b")
                .snapshot(Samples.json("{'kind':'Snapshot','n':1}"));
        return new Run(
                run.operation(),
                run.uid(),
                run.driver(),
                pin,
                plan,
                run.planDigest(),
                true,
                "holdfast-lock-1",
                position,
                List.of(new Child("stage-0", ObjectRef.of("batch/v1", "Job", "ns", "j"), "child-uid")),
                Samples.json("{'a':{'b':[1]}}"),
                Optional.of(result),
                true,
                Optional.of(new Exit("Cancelled", "by hand", Optional.of("/spec/cancel"), Samples.NOON)),
                List.of(),
                List.of());
    }

    @Test
    void whatARunDoesToLiveObjectsIsTheSameAfterItWasWrittenAndRead() {
        ObjectRef release = ObjectRef.of("helm.toolkit.fluxcd.io/v2", "HelmRelease", "ns", "postgres-db");
        Reconciler reconciler =
                new Reconciler(release, "release-uid", "/spec/suspend", BooleanNode.TRUE, Optional.of("quiet"), true);
        Run run = full(RunPlan.of(Stage.await("done")))
                .withHold(new Hold("suspend", reconciler, "release-uid", BooleanNode.FALSE, "run-uid"))
                .withHits(List.of(new Hit("purge", release, "release-uid")));
        ObjectRef machine = ObjectRef.of("kubevirt.io/v1", "VirtualMachine", "ns", "vm");
        Reconciler halted = new Reconciler(
                machine, "vm-uid", "/spec/runStrategy", TextNode.valueOf("Halted"), Optional.empty(), false);
        Run more = run.withHold(new Hold("suspend-2", halted, "vm-uid", MissingNode.getInstance(), "run-uid"));

        assertThat(RunCodec.decode(RunCodec.parse(RunCodec.encode(more).toString())))
                .isEqualTo(more);
    }

    @Property(tries = 100)
    void aFullRecordIsTheSameAfterItWasWrittenAndRead(@ForAll("plans") RunPlan plan) {
        Run run = full(plan);

        assertThat(RunCodec.decode(RunCodec.parse(RunCodec.encode(run).toString())))
                .isEqualTo(run);
    }

    @Property(tries = 50)
    void aNewRecordIsTheSameAfterItWasWrittenAndRead(@ForAll("plans") RunPlan plan) {
        Run run = Samples.run(Operation.BACKUP, plan);

        assertThat(RunCodec.decode(RunCodec.parse(RunCodec.encode(run).toString())))
                .isEqualTo(run);
    }

    @Test
    void aRecordWithAKeyThatIsWrittenNoMoreIsRead() {
        Run run = full(RunPlan.of(Stage.await("done")));

        assertThat(RunCodec.decode(RunCodec.encode(run).put("driverErrors", 2))).isEqualTo(run);
    }

    @Test
    void theApisBeanKnowsEveryKeyAndLosesNothing() throws JsonProcessingException {
        JsonNode written = RunCodec.encode(full(RunPlan.of(Stage.await("done"))));
        RunRecord bean = MAPPER.treeToValue(written, RunRecord.class);

        assertThat(bean.getAdditionalProperties()).isEmpty();
        assertThat(bean.getStrategy().getAdditionalProperties()).isEmpty();
        assertThat(bean.getApplication().getAdditionalProperties()).isEmpty();
        assertThat(bean.getTarget().getAdditionalProperties()).isEmpty();
        assertThat(bean.getBackup().getAdditionalProperties()).isEmpty();
        assertThat(bean.getBackupClass().getAdditionalProperties()).isEmpty();
        assertThat(bean.getExit().getAdditionalProperties()).isEmpty();
        assertThat(bean.getChildren())
                .allSatisfy(c -> assertThat(c.getAdditionalProperties()).isEmpty());
        assertThat(MAPPER.readTree(MAPPER.writeValueAsString(bean))).isEqualTo(RunCodec.parse(written.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"BackupJob", "RestoreJob"})
    void theStructuralSchemaPrunesNothingOfIt(String kind) {
        CustomResourceDefinition crd = CoreCrds.all().stream()
                .filter(c -> c.getSpec().getNames().getKind().equals(kind))
                .findFirst()
                .orElseThrow();
        JsonNode schema = Serialization.jsonMapper()
                .valueToTree(crd)
                .at("/spec/versions/0/schema/openAPIV3Schema/properties/status/properties/run");
        List<String> pruned = new ArrayList<>();

        prune(RunCodec.encode(full(RunPlan.of(Stage.await("done")))), schema, "", pruned);

        assertThat(pruned).isEmpty();
    }

    private static void prune(JsonNode value, JsonNode schema, String path, List<String> pruned) {
        if (schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
            return;
        }
        value.forEach(item -> {
            if (value.isArray()) {
                prune(item, schema.path("items"), path + "[]", pruned);
            }
        });
        value.properties().forEach(field -> {
            JsonNode property = schema.path("properties").path(field.getKey());
            JsonNode below = property.isMissingNode() ? schema.path("additionalProperties") : property;
            if (below.isMissingNode()) {
                pruned.add(path + "/" + field.getKey());
            } else {
                prune(field.getValue(), below, path + "/" + field.getKey(), pruned);
            }
        });
    }

    @Test
    void whatIsKeptOfAnEndedRunIsNotTakenForAWholeRecord() {
        Run run = full(RunPlan.of(Stage.await("done")));

        assertThat(RunCodec.isWhole(RunCodec.encode(run))).isTrue();
        assertThat(RunCodec.isWhole(RunCodec.ended(run))).isFalse();
        assertThat(RunCodec.isWhole(RunCodec.pointer(run, "j"))).isFalse();
        assertThat(RunCodec.pointer(run, "j").path("journal").asText()).isEqualTo("j");
    }

    @Test
    void packedTextIsAlwaysTheSameForTheSameText() {
        assertThat(RunCodec.pack("a".repeat(1000)))
                .isEqualTo(RunCodec.pack("a".repeat(1000)))
                .hasSizeLessThan(100);
    }
}
