package dev.holdfast.backup.it.engine;

import dev.holdfast.backup.spi.BackupDriver;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The files of the reference: its CRDs, which prune the fields that ours add, and its examples. Tests skip where they are missing. */
final class UpstreamCrds {

    private UpstreamCrds() {}

    static World world() {
        return World.onUpstreamCrds(all());
    }

    static World world(List<BackupDriver> drivers) {
        return World.on(all(), drivers);
    }

    static List<CustomResourceDefinition> all() {
        try (Stream<Path> files = Files.list(file("crds/cozystack"))) {
            return files.filter(f -> f.toString().endsWith(".yaml"))
                    .sorted()
                    .map(f -> Serialization.unmarshal(text(f), CustomResourceDefinition.class))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A manifest of the published NATS example, by its name without the ending. */
    static String nats(String manifest) {
        return text(file("manifests/nats/" + manifest + ".yaml"));
    }

    private static Path file(String name) {
        Path file = Path.of(System.getProperty("upstream.dir", "missing"), name);
        Assumptions.assumeTrue(Files.exists(file), "no upstream files at " + file + "; set -Dupstream.dir");
        return file;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
