package dev.holdfast.backup.testkit.pods;

import static dev.holdfast.backup.testkit.pods.KubeletFixture.NAMESPACE;
import static dev.holdfast.backup.testkit.pods.KubeletFixture.main;
import static dev.holdfast.backup.testkit.pods.KubeletFixture.script;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RewriteTest {
    @TempDir
    Path work;

    @ParameterizedTest
    @CsvSource({
        "cat /data/x, cat /R/data/x",
        "--dir=/data, --dir=/R/data",
        "/data/sub/y, /R/sub/y",
        "s3://bucket/data, s3://bucket/data",
        "/database, /database",
        "/data-2, /data-2",
        "/srv/data, /srv/data"
    })
    void replacesWholeMountPathsOnly(String text, String expected) {
        Map<String, String> replacements = Map.of("/data", "/R/data", "/data/sub", "/R/sub");

        assertThat(RewriteLauncher.rewrite(text, replacements)).isEqualTo(expected);
    }

    @Test
    void givesSecretsClaimsAndTheTerminationLogToPodsWithoutNamespaces() {
        try (KubeletFixture on = new KubeletFixture(work, options -> options.isolation(Isolation.REWRITE))) {
            on.client
                    .resource(new SecretBuilder()
                            .withNewMetadata()
                            .withName("creds")
                            .withNamespace(NAMESPACE)
                            .endMetadata()
                            .addToData("user", "dQ==")
                            .build())
                    .create();
            on.create(withVolumes("writer", "cp /etc/creds/user /data/copy; echo done > /dev/termination-log"));
            Pod writer = on.awaitPhase("writer", "Succeeded");
            assertThat(main(writer).getState().getTerminated().getMessage()).isEqualTo("done\n");

            on.create(withVolumes("reader", "cat /data/copy"));
            on.awaitPhase("reader", "Succeeded");
            assertThat(on.log("reader")).isEqualTo("u");
        }
    }

    private static Pod withVolumes(String name, String text) {
        return script(name, text)
                .editSpec()
                .addNewVolume()
                .withName("creds")
                .withNewSecret()
                .withSecretName("creds")
                .endSecret()
                .endVolume()
                .addNewVolume()
                .withName("data")
                .withNewPersistentVolumeClaim("claim", false)
                .endVolume()
                .editContainer(0)
                .addNewVolumeMount()
                .withName("creds")
                .withMountPath("/etc/creds")
                .endVolumeMount()
                .addNewVolumeMount()
                .withName("data")
                .withMountPath("/data")
                .endVolumeMount()
                .endContainer()
                .endSpec()
                .build();
    }
}
