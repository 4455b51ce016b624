package dev.holdfast.backup.api;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Our CRDs and those of upstream as JSON trees. */
final class Crds {

    static final List<String> KINDS = List.of("BackupClass", "Plan", "BackupJob", "Backup", "RestoreJob");

    private static final ObjectMapper JSON = new ObjectMapper();

    private Crds() {}

    static JsonNode ours(String kind) {
        return CoreCrds.all().stream()
                .filter(crd -> crd.getSpec().getNames().getKind().equals(kind))
                .map(crd -> JSON.<JsonNode>valueToTree(crd))
                .findFirst()
                .orElseThrow();
    }

    /** Skips the calling test if the upstream files are not there. */
    static JsonNode upstream(String kind) {
        String plural = ours(kind).at("/spec/names/plural").asText();
        Path file = Path.of(
                System.getProperty("upstream.dir", "missing"),
                "crds/cozystack/backups.cozystack.io_" + plural + ".yaml");
        assumeTrue(Files.exists(file), "no upstream CRDs at " + file + "; set -Dupstream.dir");
        return yaml(read(file));
    }

    static JsonNode yaml(String text) {
        return new KubernetesSerialization().unmarshal(text, JsonNode.class);
    }

    static JsonNode version(JsonNode crd) {
        return crd.at("/spec/versions/0");
    }

    static JsonNode schema(JsonNode crd) {
        return version(crd).at("/schema/openAPIV3Schema");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException("Could not read " + file, failed);
        }
    }
}
