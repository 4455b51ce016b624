package dev.holdfast.backup.it.engine;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The CRDs of the reference, which prune the fields that ours add. */
final class UpstreamCrds {

    private UpstreamCrds() {}

    static World world() {
        return World.onUpstreamCrds(read());
    }

    private static List<CustomResourceDefinition> read() {
        String upstream = System.getProperty("upstream.dir", "");
        Assumptions.assumeFalse(upstream.isEmpty(), "the upstream CRDs are not here: set -Dupstream.dir");
        try (Stream<Path> files = Files.walk(Path.of(upstream, "crds", "cozystack"))) {
            return files.filter(f -> f.toString().matches(".*\\.ya?ml"))
                    .map(UpstreamCrds::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CustomResourceDefinition parse(Path file) {
        try {
            return Serialization.unmarshal(Files.readString(file), CustomResourceDefinition.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
