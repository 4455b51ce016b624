package dev.holdfast.backup.driver.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.spi.RunPlan;
import dev.holdfast.backup.spi.SecretUse;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The NATS strategy that the reference publishes, its expressions replaced by what they render to. */
class NatsStrategyTest {

    private static final Map<String, String> RENDERED = Map.of(
            "{{ default \"ORDERS\" (index .Parameters \"stream\") }}", "ORDERS",
            "{{ default \"backup\" (index .Parameters \"natsUser\") }}", "backup",
            "{{ .Release.Name }}", "my-nats",
            "{{ .Release.Namespace }}", "tenant-a",
            "{{ if .Backup }}{{ .Backup.ApplicationRef.Name }}{{ end }}", "",
            "{{ .Mode }}", "backup");

    private final JobDriver driver = new JobDriver();

    private static String specOfPublishedStrategy() throws IOException {
        assumeThat(Fixtures.upstream())
                .as("needs the upstream files: -Dupstream.dir=<folder with crds/ and manifests/>")
                .isPresent();
        String manifest =
                Files.readString(Fixtures.upstream().orElseThrow().resolve("manifests/nats/01-create-strategy.yaml"));
        for (Map.Entry<String, String> expression : RENDERED.entrySet()) {
            manifest = manifest.replace(expression.getKey(), expression.getValue());
        }
        return Fixtures.yaml(manifest).get("spec").toString();
    }

    @Test
    void isBackedUpAndRestoredWithTheSecretsThatItNeeds() throws IOException {
        FakeRequest request = FakeRequest.under(Fixtures.strategyOf(specOfPublishedStrategy()))
                .about(Fixtures.backup());

        RunPlan backup = Fixtures.plan(driver.planBackup(request));

        assertThat(backup.secrets())
                .containsExactly(
                        SecretUse.of("my-nats-backup-s3", "accessKey", "bucket", "endpoint", "region", "secretKey"),
                        SecretUse.of("my-nats-credentials", "backup"));
        assertThat(Fixtures.only(Fixtures.plan(driver.planRestore(request))).name())
                .isEqualTo("restore");
    }

    @Test
    void isNeverRunForCleanUpOrVerificationWhichItsScriptWouldTakeForARestore() throws IOException {
        FakeRequest request = FakeRequest.under(Fixtures.strategyOf(specOfPublishedStrategy()))
                .about(Fixtures.backup());

        assertThat(Fixtures.failure(driver.planReclaim(request)).reason()).isEqualTo("ReclaimNotDeclared");
        assertThat(Fixtures.failure(driver.planVerify(request)).reason()).isEqualTo("Unsupported");
    }

    @Test
    void losesNothingOnTheWayToThePod() throws IOException {
        String spec = specOfPublishedStrategy();

        RunPlan plan = Fixtures.plan(driver.planBackup(FakeRequest.under(Fixtures.strategyOf(spec))));

        JsonNode template = Fixtures.podOf(plan).template();
        ((ObjectNode) template.at("/spec/containers/0")).remove("terminationMessagePolicy");
        assertThat(template.get("spec")).isEqualTo(Fixtures.yaml(spec).at("/template/spec"));
    }
}
