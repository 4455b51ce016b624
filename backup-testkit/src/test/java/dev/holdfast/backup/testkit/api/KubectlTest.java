package dev.holdfast.backup.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.testkit.cluster.KubeBinaries;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that is not ours can work with the simulator. */
class KubectlTest {

    @TempDir
    private Path directory;

    @Test
    void kubectlAppliesGetsDescribesAndDeletes() throws IOException, InterruptedException {
        Optional<Path> kubectl = KubeBinaries.find().flatMap(KubeBinaries::kubectl);
        Assumptions.assumeTrue(KubeBinaries.isRequired() || kubectl.isPresent(), KubeBinaries.HINT);
        try (SimulatedApi api = SimulatedApi.start()) {
            Path kubeconfig = Files.writeString(directory.resolve("kubeconfig"), api.kubeconfig());
            Kubectl run = new Kubectl(kubectl.orElseThrow(), kubeconfig, directory);
            Path manifest = Files.writeString(directory.resolve("map.yaml"), manifest("one"));
            assertThat(run.call("apply", "--validate=false", "-f", manifest.toString()))
                    .contains("configmap/settings created");
            Files.writeString(manifest, manifest("two"));
            assertThat(run.call("apply", "--validate=false", "-f", manifest.toString()))
                    .contains("configmap/settings configured");
            assertThat(run.call("get", "cm", "settings", "-o", "jsonpath={.data.k}"))
                    .isEqualTo("two");
            assertThat(run.call("get", "configmaps")).contains("settings");
            assertThat(run.call("describe", "configmap", "settings")).contains("two");
            assertThat(run.call(
                            "apply",
                            "--server-side",
                            "--force-conflicts",
                            "--validate=false",
                            "-f",
                            manifest.toString()))
                    .contains("serverside-applied");
            assertThat(run.call("delete", "configmap", "settings")).contains("deleted");
        }
    }

    private static String manifest(String value) {
        return "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  k: " + value + "\n";
    }

    private record Kubectl(Path program, Path kubeconfig, Path directory) {

        String call(String... arguments) throws IOException, InterruptedException {
            List<String> command = new ArrayList<>(List.of(program.toString(), "--kubeconfig", kubeconfig.toString()));
            command.addAll(List.of("--cache-dir", directory.resolve("cache").toString()));
            command.addAll(List.of(arguments));
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
            return output;
        }
    }
}
