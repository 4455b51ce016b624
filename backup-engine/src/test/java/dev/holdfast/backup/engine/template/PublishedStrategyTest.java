package dev.holdfast.backup.engine.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class PublishedStrategyTest {
    private final TemplateEngine engine = new GoDialectTemplates();

    @Test
    void rendersTheNatsStrategyInBothModes() throws IOException {
        JsonNode template = natsTemplate();

        JsonNode backup = engine.render(template, Samples.context("backup"), RenderOptions.strict());
        JsonNode restore = engine.render(template, Samples.context("restore"), RenderOptions.strict());

        assertThat(engine.validate(template, Samples.ROOTS)).isEmpty();
        assertThat(env(backup, "STREAM")).isEqualTo("ORDERS");
        assertThat(env(backup, "NATS_HOST")).isEqualTo("demo.tenant-a.svc");
        assertThat(env(backup, "SRC_RESTORE")).isEmpty();
        assertThat(env(backup, "MODE")).isEqualTo("backup");
        assertThat(env(restore, "SRC_RESTORE")).isEqualTo("src");
        assertThat(env(restore, "MODE")).isEqualTo("restore");
        assertThat(container(backup)
                        .get("env")
                        .get(3)
                        .at("/valueFrom/secretKeyRef/name")
                        .textValue())
                .isEqualTo("demo-credentials");
        assertThat(container(backup).get("args")).isEqualTo(container(template).get("args"));
        assertThat(backup.toString()).doesNotContain("{{", "<no value>");
    }

    @Test
    void manyThreadsRenderTheSameAsOne() throws Exception {
        JsonNode template = natsTemplate();
        List<JsonNode> expected = new ArrayList<>();
        Samples.MODES.forEach(
                mode -> expected.add(engine.render(template, Samples.context(mode), RenderOptions.strict())));
        List<RenderContext> contexts =
                Samples.MODES.stream().map(Samples::context).toList();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Boolean>> results = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                int thread = i;
                results.add(threads.submit(() -> {
                    boolean same = true;
                    for (int round = 0; round < 200; round++) {
                        int mode = (thread + round) % 2;
                        same &= engine.render(template, contexts.get(mode), RenderOptions.strict())
                                .equals(expected.get(mode));
                    }
                    return same;
                }));
            }
            for (Future<Boolean> result : results) {
                assertThat(result.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static JsonNode natsTemplate() throws IOException {
        Path file = Path.of(System.getProperty("upstream.dir", "."), "manifests", "nats", "01-create-strategy.yaml");
        assumeThat(file)
                .as("set upstream.dir to the folder of upstream manifests")
                .exists();
        return new YAMLMapper().readTree(Files.readString(file)).at("/spec/template");
    }

    private static JsonNode container(JsonNode template) {
        return template.at("/spec/containers/0");
    }

    private static String env(JsonNode template, String name) {
        for (JsonNode variable : container(template).get("env")) {
            if (variable.get("name").textValue().equals(name)) {
                return variable.get("value").textValue();
            }
        }
        throw new AssertionError("no variable " + name);
    }
}
