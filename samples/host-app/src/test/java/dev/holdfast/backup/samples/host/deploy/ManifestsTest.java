package dev.holdfast.backup.samples.host.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.driver.job.JobDriver;
import dev.holdfast.backup.samples.host.access.Access;
import dev.holdfast.backup.samples.host.access.Account;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManifestsTest {

    private final List<HasMetadata> all =
            Manifests.of(Access.of(new Account("ours", "robot"), List.of(new JobDriver()), List.of()), "image:1");
    private final Deployment deployment = (Deployment) all.get(all.size() - 1);
    private final PodSpec pod = deployment.getSpec().getTemplate().getSpec();
    private final Container container = pod.getContainers().get(0);

    @Test
    void theNamespaceComesFirstAndDemandsTheRestrictedLevel() {
        assertThat(all)
                .extracting(HasMetadata::getKind)
                .containsExactly(
                        "Namespace",
                        "ServiceAccount",
                        "ClusterRoleBinding",
                        "ClusterRoleBinding",
                        "RoleBinding",
                        "Deployment");
        assertThat(all.get(0).getMetadata().getName()).isEqualTo("ours");
        assertThat(all.get(0).getMetadata().getLabels())
                .containsEntry("pod-security.kubernetes.io/enforce", "restricted");
    }

    @Test
    void theDeploymentKeepsEveryRuleOfTheRestrictedLevel() {
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getRunAsUser()).isPositive();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(pod.getHostNetwork()).isNull();
        assertThat(pod.getHostPID()).isNull();
        assertThat(pod.getVolumes()).allMatch(volume -> volume.getEmptyDir() != null);
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(container.getSecurityContext().getCapabilities().getAdd()).isEmpty();
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getPrivileged()).isNull();
    }

    @Test
    void twoReplicasRunUnderTheirOwnNamesAndTheGivenAccount() {
        assertThat(deployment.getSpec().getReplicas()).isEqualTo(2);
        assertThat(pod.getServiceAccountName()).isEqualTo("robot");
        assertThat(container.getImage()).isEqualTo("image:1");
        assertThat(container.getArgs()).contains("run", "--namespace=$(NAMESPACE)", "--identity=$(POD)");
    }

    @Test
    void theyAreProbedAndBounded() {
        assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/readyz");
        assertThat(container.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/healthz");
        assertThat(container.getStartupProbe()).isNotNull();
        assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
        assertThat(container.getResources().getLimits()).containsEntry("memory", new Quantity("512Mi"));
    }
}
