package dev.holdfast.backup.engine.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Contexts and vectors shared by the tests of this package. */
final class Samples {
    static final Set<String> ROOTS = Set.of("Application", "Release", "Parameters", "Mode", "Backup");
    static final RenderOptions LENIENT = RenderOptions.strict().withMissing(RenderOptions.Missing.NO_VALUE);
    static final RenderOptions BACKUP_EXEMPT = RenderOptions.strict().withLenientRoots(Set.of("Backup"));
    static final List<String> MODES = List.of("backup", "restore");

    private Samples() {}

    static RenderContext context(String mode) {
        JsonNode values = yaml("context.yaml");
        RenderContext.Builder builder = RenderContext.builder()
                .value("Application", values.get("Application"))
                .value("Release", values.get("Release"))
                .strings("Parameters", Map.of("bucket", "b1", "emptyp", ""))
                .value("Mode", mode);
        if (mode.equals("restore")) {
            builder.value("Backup", Map.of("Name", "b1", "ApplicationRef", Map.of("Name", "src", "Kind", "NATS")));
        }
        return builder.build();
    }

    static Stream<JsonNode> rows(String... files) {
        return Stream.of(files).flatMap(file -> StreamSupport.stream(yaml(file).spliterator(), false));
    }

    private static JsonNode yaml(String file) {
        try (InputStream in = Objects.requireNonNull(Samples.class.getResourceAsStream("/template/" + file), file)) {
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
