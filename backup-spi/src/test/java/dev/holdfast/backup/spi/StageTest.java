package dev.holdfast.backup.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StageTest {

    private static final JsonNode FIELDS =
            JsonNodeFactory.instance.objectNode().set("data", JsonNodeFactory.instance.objectNode());

    private static final PodTemplateSpec POD = new PodTemplateSpecBuilder()
            .withNewSpec()
            .addNewContainer()
            .withName("run")
            .endContainer()
            .endSpec()
            .build();

    private static Stage create(String name) {
        return Stage.create(
                name,
                new ConfigMapBuilder()
                        .withNewMetadata()
                        .withNamespace("tenant-a")
                        .withName("child")
                        .endMetadata()
                        .build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "dump", "stage-2", "abcdefghijklmnopqrst"})
    void takesNamesThatFitIntoLabelsAndChildNames(String name) {
        assertThat(create(name).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Dump", "2nd", "a-", "-a", "a.b", "abcdefghijklmnopqrstu"})
    void refusesOtherNames(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> create(name)).withMessageContaining("'" + name + "'");
    }

    @Test
    void refusesBoundsThatAreNotPositive() {
        assertThatIllegalArgumentException().isThrownBy(() -> create("a").within(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> create("a").startWithin(Duration.ofSeconds(-1)));
    }

    @Test
    void awaitingNeedsACheckAndTakesItsName() {
        assertThat(Stage.await("healthy").check()).contains("healthy");
        assertThat(Stage.await("healthy").name()).isEqualTo("healthy");
        Stage model = Stage.await("healthy");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Stage(
                        "healthy",
                        new StageAction.Await(),
                        Optional.empty(),
                        model.lifetime(),
                        model.effect(),
                        model.startWithin(),
                        model.within(),
                        false,
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void modifiersChangeOnlyWhatTheyNameAndOnlyInTheCopy() {
        Stage before = create("dump");

        Stage after = before.check("dump")
                .lifetime(Lifetime.BACKUP)
                .overwrites("the database")
                .startWithin(Duration.ofMinutes(1))
                .within(Duration.ofMinutes(2))
                .orWarn()
                .publishes("Purged")
                .eraseUnlessSucceeded("s3://b/k");

        assertThat(before).isEqualTo(create("dump"));
        assertThat(after)
                .isEqualTo(new Stage(
                        "dump",
                        before.action(),
                        Optional.of("dump"),
                        Lifetime.BACKUP,
                        new Stage.Effect(Stage.Effect.Kind.OVERWRITES, "the database"),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(2),
                        true,
                        Optional.of("Purged"),
                        Optional.of("s3://b/k")));
        assertThat(after.harmless().effect().kind()).isEqualTo(Stage.Effect.Kind.HARMLESS);
    }

    @Test
    void sayingNothingIsNotTheSameAsHarmless() {
        assertThat(create("dump").effect().kind()).isEqualTo(Stage.Effect.Kind.UNSTATED);
        assertThat(create("dump").startWithin()).isEqualTo(Duration.ofMinutes(10));
        assertThat(create("dump").within()).isEqualTo(Duration.ofHours(6));
    }

    @Test
    void manifestsNeedAnAddressAndNoGeneratedName() {
        assertThat(create("dump").action().created()).contains(ObjectRef.of("v1", "ConfigMap", "tenant-a", "child"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stage.create("dump", new ConfigMapBuilder().build()))
                .withMessageContaining("/metadata/name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stage.create(
                        "dump",
                        new ConfigMapBuilder()
                                .withNewMetadata()
                                .withName("a")
                                .withGenerateName("a-")
                                .endMetadata()
                                .build()))
                .withMessageContaining("childName()");
    }

    @Test
    void podsNeedAContainerAndALimitThatIsNotNegative() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stage.pod("run", new PodTemplateSpec()))
                .withMessageContaining("/spec/containers");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PodSettings.defaults().withBackoffLimit(-1));
        assertThat(Stage.pod("run", POD).action())
                .isEqualTo(Stage.pod("run", POD, new PodSettings(2, true, Optional.empty(), false, Optional.empty()))
                        .action());
    }

    @Test
    void podSettingsChangeOnlyWhatTheyName() {
        PodSettings settings = PodSettings.defaults()
                .withBackoffLimit(0)
                .withReplaceOnlyFailed(false)
                .withResultContainer("run")
                .withResultRequired(true)
                .withPlannedUri(Optional.of("s3://b/k"));

        assertThat(settings).isEqualTo(new PodSettings(0, false, Optional.of("run"), true, Optional.of("s3://b/k")));
    }

    @Test
    void everyActionIsMatchedByItsOwnCaseOnly() {
        StageAction pod = Stage.pod("run", POD).action();

        assertThat(name(create("a").action())).isEqualTo("create");
        assertThat(name(pod)).isEqualTo("pod");
        assertThat(name(new StageAction.Await())).isEqualTo("await");
        assertThat(name(new StageAction.Erase("s3://b/k", Map.of()))).isEqualTo("erase");
        assertThat(name(new StageAction.Resume("suspend"))).isEqualTo("resume");
        Target any = Target.successorOf(ObjectRef.of("v1", "ConfigMap", "ns", "c"));
        assertThat(name(new StageAction.Delete(any, Propagation.ORPHAN))).isEqualTo("delete");
        assertThat(name(new StageAction.Patch(any, FIELDS))).isEqualTo("patch");
        assertThat(pod.created()).isEmpty();
    }

    private static String name(StageAction action) {
        return action.match(new Words());
    }

    private static final class Words implements StageAction.Cases<String> {
        @Override
        public String create(StageAction.Create create) {
            return "create";
        }

        @Override
        public String pod(StageAction.Pod pod) {
            return "pod";
        }

        @Override
        public String await(StageAction.Await await) {
            return "await";
        }

        @Override
        public String erase(StageAction.Erase erase) {
            return "erase";
        }

        @Override
        public String suspend(StageAction.Suspend suspend) {
            return "suspend";
        }

        @Override
        public String resume(StageAction.Resume resume) {
            return "resume";
        }

        @Override
        public String delete(StageAction.Delete delete) {
            return "delete";
        }

        @Override
        public String patch(StageAction.Patch patch) {
            return "patch";
        }
    }
}
