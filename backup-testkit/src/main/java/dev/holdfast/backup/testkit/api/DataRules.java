package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Secrets and config maps. */
final class DataRules implements KindRules {

    private static final Pattern KEY = Pattern.compile("[-._a-zA-Z0-9]{1,253}");
    private static final int LARGEST = 1024 * 1024;
    private final boolean secret;

    DataRules(ResourceType type) {
        this.secret = type.kind().equals("Secret");
    }

    @Override
    public void complete(Optional<ObjectNode> old, ObjectNode object) {
        if (!secret) {
            return;
        }
        if (object.remove("stringData") instanceof ObjectNode plain) {
            plain.properties().forEach(entry -> Json.child(object, "data")
                    .put(
                            entry.getKey(),
                            Base64.getEncoder()
                                    .encodeToString(entry.getValue().asText().getBytes(StandardCharsets.UTF_8))));
        }
        if (Json.text(object, "type").isEmpty()) {
            object.put("type", old.map(before -> Json.text(before, "type")).orElse("Opaque"));
        }
    }

    @Override
    public List<FieldCause> check(Optional<ObjectNode> old, ObjectNode object) {
        List<FieldCause> causes = new ArrayList<>();
        long size = 0;
        for (var entry : object.path("data").properties()) {
            size += entry.getValue().asText().length() * (secret ? 3L : 4L) / 4;
            if (!KEY.matcher(entry.getKey()).matches()) {
                causes.add(FieldCause.invalid(
                        "data[" + entry.getKey() + "]",
                        "\"" + entry.getKey() + "\"",
                        "a valid config key must consist of alphanumeric characters, '-', '_' or '.'"));
            }
        }
        if (size > LARGEST) {
            causes.add(new FieldCause(
                    "FieldValueTooLong", "data", "Too long: may not be more than " + LARGEST + " bytes"));
        }
        old.ifPresent(before -> checkChange(before, object, causes));
        return causes;
    }

    private void checkChange(ObjectNode old, ObjectNode object, List<FieldCause> causes) {
        if (secret && !old.path("type").equals(object.path("type"))) {
            causes.add(FieldCause.invalid("type", "\"" + Json.text(object, "type") + "\"", "field is immutable"));
        }
        if (!old.path("immutable").asBoolean()) {
            return;
        }
        if (!object.path("immutable").asBoolean()) {
            causes.add(FieldCause.forbidden("immutable", "field is immutable when `immutable` is set"));
        }
        for (String field : List.of("data", "binaryData")) {
            if (!sameData(old.path(field), object.path(field))) {
                causes.add(FieldCause.forbidden(field, "field is immutable when `immutable` is set"));
            }
        }
    }

    private static boolean sameData(JsonNode one, JsonNode other) {
        return one.equals(other) || one.isEmpty() && other.isEmpty();
    }
}
