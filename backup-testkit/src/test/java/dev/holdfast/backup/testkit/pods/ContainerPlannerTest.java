package dev.holdfast.backup.testkit.pods;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.backup.testkit.pods.ContainerPlan.Mount;
import io.fabric8.kubernetes.api.model.EnvFromSourceBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContainerPlannerTest {
    private final Config config = new Config();

    @Test
    void expandsVariablesOfEarlierEntriesInValuesCommandAndArguments() {
        Pod pod = pod().editSpec()
                .editContainer(0)
                .withCommand("run", "$(NAME)")
                .withArgs("$(URL)", "$$(NAME)", "$(UNKNOWN)", "$NAME")
                .addToEnv(new EnvVar("NAME", "db", null), new EnvVar("URL", "s3://b/$(NAME)/$(LATER)", null))
                .endContainer()
                .endSpec()
                .build();

        ContainerPlan plan = plan(pod);

        assertThat(plan.argv()).containsExactly("run", "db", "s3://b/db/$(LATER)", "$(NAME)", "$(UNKNOWN)", "$NAME");
    }

    @Test
    void takesTheEnvironmentFromSecretsConfigMapsAndFieldsWithOwnEntriesLast() {
        config.secrets.put("creds", Map.of("user", "u".getBytes(UTF_8), "LEVEL", "secret".getBytes(UTF_8)));
        config.maps.put("settings", Map.of("LEVEL", "map".getBytes(UTF_8)));
        Pod pod = pod().editSpec()
                .editContainer(0)
                .withCommand("true")
                .addToEnvFrom(
                        new EnvFromSourceBuilder()
                                .withPrefix("S_")
                                .withNewSecretRef("creds", false)
                                .build(),
                        new EnvFromSourceBuilder()
                                .withNewConfigMapRef("settings", false)
                                .build())
                .addToEnv(
                        secretKey("USER", "creds", "user", false),
                        field("POD", "metadata.name"),
                        field("TEAM", "metadata.labels['team']"),
                        field("IP", "status.podIP"))
                .endContainer()
                .endSpec()
                .build();

        assertThat(plan(pod).environment())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "S_user",
                        "u",
                        "S_LEVEL",
                        "secret",
                        "LEVEL",
                        "map",
                        "USER",
                        "u",
                        "POD",
                        "work",
                        "TEAM",
                        "blue",
                        "IP",
                        "127.0.0.1"));
    }

    @Test
    void leavesOptionalReferencesToNothingOut() {
        Pod pod = pod().editSpec()
                .editContainer(0)
                .withCommand("true")
                .addToEnvFrom(new EnvFromSourceBuilder()
                        .withNewSecretRef("absent", true)
                        .build())
                .addToEnv(secretKey("NONE", "absent", "key", true))
                .endContainer()
                .endSpec()
                .build();

        assertThat(plan(pod).environment()).isEmpty();
    }

    @Test
    void refusesAMissingSecretAndAMissingKeyInTheKubeletsWords() {
        Pod pod = pod().editSpec()
                .editContainer(0)
                .addToEnv(secretKey("USER", "creds", "user", false))
                .endContainer()
                .endSpec()
                .build();
        assertThatThrownBy(() -> plan(pod)).hasMessage("secret \"creds\" not found");

        config.secrets.put("creds", Map.of());

        assertThatThrownBy(() -> plan(pod)).hasMessage("couldn't find key user in Secret tenant-a/creds");
    }

    @Test
    void usesTheImagesEntrypointOnlyWithoutACommand() {
        Pod pod = pod().editSpec()
                .editContainer(0)
                .withArgs("now")
                .endContainer()
                .endSpec()
                .build();
        LocalImage image = LocalImage.host().withEntrypoint("backup", "--verbose");

        ContainerPlan plan =
                ContainerPlanner.plan(pod, pod.getSpec().getContainers().get(0), image, config);

        assertThat(plan.argv()).containsExactly("backup", "--verbose", "now");
        assertThatThrownBy(() -> plan(pod().build())).hasMessageContaining("no command specified");
    }

    @Test
    void leavesTheServiceAccountsVolumeOutAndKeepsTheOthers() {
        Pod pod = pod().editSpec()
                .addNewVolume()
                .withName("data")
                .endVolume()
                .editContainer(0)
                .withCommand("true")
                .addNewVolumeMount()
                .withName("kube-api-access-x1")
                .withMountPath("/var/run/secrets/kubernetes.io/serviceaccount")
                .endVolumeMount()
                .addNewVolumeMount()
                .withName("data")
                .withMountPath("/data/")
                .withSubPath("a")
                .withReadOnly(true)
                .endVolumeMount()
                .endContainer()
                .endSpec()
                .build();

        assertThat(plan(pod).mounts()).containsExactly(new Mount("data", "/data", "a", true));
    }

    @Test
    void refusesASubPathThatLeavesItsVolume() {
        Pod pod = pod().editSpec()
                .addNewVolume()
                .withName("data")
                .endVolume()
                .editContainer(0)
                .withCommand("true")
                .addNewVolumeMount()
                .withName("data")
                .withMountPath("/data")
                .withSubPath("a/../../b")
                .endVolumeMount()
                .endContainer()
                .endSpec()
                .build();

        assertThatThrownBy(() -> plan(pod)).hasMessageContaining("must stay inside its volume");
    }

    @Test
    void projectsNamedKeysWithTheirModes() {
        config.secrets.put("creds", Map.of("a", "1".getBytes(UTF_8), "b", "2".getBytes(UTF_8)));
        Pod pod = pod().editSpec()
                .addNewVolume()
                .withName("creds")
                .withNewSecret()
                .withSecretName("creds")
                .withDefaultMode(0400)
                .addNewItem("a", 0440, "deep/a.txt")
                .addNewItem("b", null, "b")
                .endSecret()
                .endVolume()
                .endSpec()
                .build();

        var files = (VolumePlan.Files) new VolumePlanner(pod, config).volumes().get("creds");

        assertThat(files.files().keySet()).containsExactly("deep/a.txt", "b");
        assertThat(files.files().values())
                .extracting(VolumePlan.FileContent::mode)
                .containsExactly(0440, 0400);
    }

    private ContainerPlan plan(Pod pod) {
        return ContainerPlanner.plan(pod, pod.getSpec().getContainers().get(0), LocalImage.host(), config);
    }

    private static PodBuilder pod() {
        return new PodBuilder()
                .withNewMetadata()
                .withName("work")
                .withNamespace("tenant-a")
                .addToLabels("team", "blue")
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("main")
                .withImage("busybox")
                .endContainer()
                .endSpec();
    }

    private static EnvVar secretKey(String name, String secret, String key, boolean optional) {
        return new EnvVarBuilder()
                .withName(name)
                .withNewValueFrom()
                .withNewSecretKeyRef(key, secret, optional)
                .endValueFrom()
                .build();
    }

    private static EnvVar field(String name, String path) {
        return new EnvVarBuilder()
                .withName(name)
                .withNewValueFrom()
                .withNewFieldRef("v1", path)
                .endValueFrom()
                .build();
    }

    private static final class Config implements ConfigSource {
        private final Map<String, Map<String, byte[]>> secrets = new HashMap<>();
        private final Map<String, Map<String, byte[]>> maps = new HashMap<>();

        @Override
        public Optional<Map<String, byte[]>> secret(String namespace, String name) {
            return Optional.ofNullable(secrets.get(name));
        }

        @Override
        public Optional<Map<String, byte[]>> configMap(String namespace, String name) {
            return Optional.ofNullable(maps.get(name));
        }
    }
}
