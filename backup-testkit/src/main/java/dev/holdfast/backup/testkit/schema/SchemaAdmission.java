package dev.holdfast.backup.testkit.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.testkit.api.AdmissionResult;
import dev.holdfast.backup.testkit.api.FieldCause;
import dev.holdfast.backup.testkit.api.ObjectAdmission;
import dev.holdfast.backup.testkit.api.ResourceType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Judges custom resources by the schema of their CustomResourceDefinition; kinds without a schema pass unchanged. Thread safe.
 */
public final class SchemaAdmission implements ObjectAdmission {

    private final Map<String, Parsed> parsed = new ConcurrentHashMap<>();

    /** A schema and the very document it came from: a changed definition brings a new document. */
    private record Parsed(ObjectNode source, CrdSchema schema) {

        @SuppressWarnings("ReferenceEquality") // Comparing large documents on every write would be slow.
        boolean isFrom(ObjectNode document) {
            return source == document;
        }
    }

    @Override
    public AdmissionResult admit(ResourceType type, ObjectNode incoming, Optional<ObjectNode> old, boolean strict) {
        return type.schema()
                .map(source -> judge(schema(type, source), incoming, old, strict))
                .orElseGet(() -> new AdmissionResult.Admitted(incoming, List.of()));
    }

    private static AdmissionResult judge(
            CrdSchema schema, ObjectNode incoming, Optional<ObjectNode> old, boolean strict) {
        CrdSchema.Pruned pruned = schema.prune(incoming);
        List<String> warnings = pruned.unknownFields().stream()
                .map(path -> "unknown field \"" + path + "\"")
                .toList();
        if (strict && !warnings.isEmpty()) {
            return new AdmissionResult.Undecodable(
                    warnings.stream().collect(Collectors.joining(", ", "strict decoding error: ", "")));
        }
        ObjectNode admitted = schema.withDefaults(pruned.object());
        List<FieldError> errors = old.map(before -> schema.validateUpdate(admitted, before))
                .orElseGet(() -> schema.validateCreate(admitted));
        return errors.isEmpty()
                ? new AdmissionResult.Admitted(admitted, warnings)
                : new AdmissionResult.Refused(errors.stream()
                        .map(error -> new FieldCause(error.reason().value(), error.field(), error.message()))
                        .toList());
    }

    private CrdSchema schema(ResourceType type, ObjectNode source) {
        return parsed.compute(
                        type.qualifiedName() + "/" + type.version(),
                        (key, known) -> known != null && known.isFrom(source)
                                ? known
                                : new Parsed(source, CrdSchema.of(source)))
                .schema();
    }
}
