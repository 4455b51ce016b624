package dev.holdfast.backup.benchmarks.micro;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The strategies that are rendered. */
final class Strategies {

    private static final String NATS = "manifests/nats/01-create-strategy.yaml";
    private static final String CONSTRUCTS = "constructs.yaml";

    private Strategies() {}

    /** The spec of the published NATS strategy, read from the folder of upstream files. */
    static JsonNode nats() {
        Path file = Path.of(System.getProperty("upstream.dir", "no-upstream-dir"), NATS);
        if (!Files.isRegularFile(file)) {
            throw new IllegalStateException(file + " is not there; say where the upstream files are:"
                    + " java -Dupstream.dir=DIR -jar benchmarks.jar jmh …");
        }
        try {
            return yaml(Files.readString(file)).path("spec");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A spec with every construct that published strategies use. */
    static JsonNode constructs() {
        try (InputStream in = Strategies.class.getResourceAsStream(CONSTRUCTS)) {
            if (in == null) {
                throw new IllegalStateException(CONSTRUCTS + " is missing from the class path");
            }
            return yaml(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode yaml(String text) {
        return Serialization.unmarshal(text, JsonNode.class);
    }
}
