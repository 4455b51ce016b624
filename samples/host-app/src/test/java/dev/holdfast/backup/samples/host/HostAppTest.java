package dev.holdfast.backup.samples.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.samples.host.Commands.Result;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostAppTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run --bogus",
                "run --http-port many",
                "run --lease-seconds 1",
                "run --workers 0",
                "rbac --engine-namespace",
                "artifact",
                "artifact put onlyone",
                "artifact put /etc/hostname s3://bucket",
                "demo extra",
                "runs -o yaml",
                "runs extra",
                "backups --all",
                "backup db",
                "backup Database/",
                "restore",
                "restore b1",
                "approve r1 0123",
                "approve tenant-a/r1 0123",
                "approve tenant-a/r1",
                "cancel r1",
                "cancel backup/b1",
                "settle",
                "settle tenant-a/r1 --by",
                "retire everything",
                "unknown"
            })
    void tellsInOneLineWhatIsWrongWithACall(String call) {
        Result result = Commands.run(call.split(" "));

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).startsWith("error: ").hasLineCount(1);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void namesTheFlagThatIsNotKnownAndTheHelp() {
        assertThat(Commands.run("run", "--bogus").err()).contains("--bogus").contains("host-app run --help");
    }

    @Test
    void tellsInOneLineThatTheClusterCannotBeReached(@TempDir Path directory) throws IOException {
        Path kubeconfig = directory.resolve("config");
        Files.writeString(
                kubeconfig,
                """
                apiVersion: v1
                kind: Config
                clusters: [{name: c, cluster: {server: "http://127.0.0.1:1"}}]
                users: [{name: u, user: {token: t}}]
                contexts: [{name: x, context: {cluster: c, user: u}}]
                current-context: x
                """);

        for (String call : List.of(
                "run --http-port=0",
                "runs",
                "backups -n tenant-a",
                "backup Database/db --class=daily",
                "restore b1 --yes",
                "cancel backupjob/b1",
                "approve tenant-a/r1 0123456789abcdef0123456789abcdef",
                "settle tenant-a/r1",
                "retire")) {
            Result result = Commands.run((call + " --kubeconfig=" + kubeconfig).split(" "));

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err())
                    .startsWith("error: ")
                    .contains("127.0.0.1:1")
                    .hasLineCount(1);
            assertThat(result.out()).isEmpty();
        }
    }

    @Test
    void tellsThatTheKubeconfigIsMissing() {
        Result result = Commands.run("run", "--kubeconfig=/nowhere/config");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("/nowhere/config").hasLineCount(1);
    }

    @Test
    void helpExplainsEveryCommand() {
        Result result = Commands.run("--help");

        assertThat(result.exitCode()).isZero();
        for (String command : List.of(
                "run",
                "crds",
                "rbac",
                "manifests",
                "artifact",
                "demo",
                "runs",
                "settle",
                "backup",
                "restore",
                "approve",
                "cancel",
                "backups",
                "retire")) {
            assertThat(result.out()).contains("  " + command + " ");
            assertThat(Commands.run(command, "--help").out()).contains("Usage: host-app " + command);
        }
    }

    @Test
    void printsTheCoreDefinitionsThatOfGrantsAndThoseOfDrivers() {
        assertThat(names(Commands.run("crds").out()))
                .containsExactly(
                        "backupclasses.backups.cozystack.io",
                        "plans.backups.cozystack.io",
                        "backupjobs.backups.cozystack.io",
                        "backups.backups.cozystack.io",
                        "restorejobs.backups.cozystack.io",
                        "restoregrants.backups.cozystack.io",
                        "jobs.strategy.backups.cozystack.io");
    }

    @Test
    void printsRolesForTheGivenAccount() {
        Result result = Commands.run("rbac", "--engine-namespace=ours", "--service-account=robot");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("\"robot\"").contains("\"ours\"").doesNotContain("holdfast-system");
    }

    static List<String> names(String yaml) {
        KubernetesSerialization reader = new KubernetesSerialization();
        return Arrays.stream(yaml.split("(?m)^---$"))
                .filter(document -> !document.isBlank())
                .map(document -> ((HasMetadata) reader.unmarshal(document)).getMetadata())
                .map(metadata -> metadata.getName())
                .toList();
    }
}
