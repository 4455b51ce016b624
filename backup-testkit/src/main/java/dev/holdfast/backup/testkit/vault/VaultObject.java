package dev.holdfast.backup.testkit.vault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Consumer;

/** An object as it was read or is to be written. Its tree is never changed: changes make copies. */
record VaultObject(ObjectNode tree) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static VaultObject of(Map<String, ?> fields) {
        return new VaultObject(JSON.valueToTree(fields));
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the API server answered with what is not JSON: " + json, e);
        }
    }

    JsonNode at(String pointer) {
        return tree.at(pointer);
    }

    String text(String pointer) {
        return at(pointer).asText();
    }

    String namespace() {
        return text("/metadata/namespace");
    }

    String name() {
        return text("/metadata/name");
    }

    String uid() {
        return text("/metadata/uid");
    }

    long generation() {
        return at("/metadata/generation").asLong();
    }

    boolean deleting() {
        return at("/metadata").has("deletionTimestamp");
    }

    boolean ownedBy(VaultObject owner) {
        return at("/metadata/ownerReferences")
                .valueStream()
                .anyMatch(reference -> reference.path("uid").asText().equals(owner.uid()));
    }

    /** The condition of that type; a missing node if there is none. */
    JsonNode condition(String type) {
        return at("/status/conditions")
                .valueStream()
                .filter(condition -> condition.path("type").asText().equals(type))
                .findFirst()
                .orElseGet(JSON::missingNode);
    }

    boolean isTrue(String type) {
        return condition(type).path("status").asText().equals("True");
    }

    VaultObject change(Consumer<ObjectNode> edit) {
        ObjectNode copy = tree.deepCopy();
        edit.accept(copy);
        return new VaultObject(copy);
    }

    VaultObject status(Consumer<ObjectNode> edit) {
        return change(copy -> edit.accept(copy.withObject("/status")));
    }

    boolean hasFinalizer(String finalizer) {
        return at("/metadata/finalizers").valueStream().anyMatch(found -> found.asText()
                .equals(finalizer));
    }

    VaultObject withFinalizer(String finalizer) {
        return change(copy -> copy.withArray("/metadata/finalizers").add(finalizer));
    }

    VaultObject withoutFinalizer(String finalizer) {
        return change(copy -> {
            ArrayNode kept = copy.withObject("/metadata").putArray("finalizers");
            at("/metadata/finalizers")
                    .valueStream()
                    .filter(found -> !found.asText().equals(finalizer))
                    .forEach(kept::add);
        });
    }

    VaultObject without(String type) {
        return status(status -> {
            ArrayNode kept = JSON.createArrayNode();
            status.path("conditions")
                    .valueStream()
                    .filter(condition -> !condition.path("type").asText().equals(type))
                    .forEach(kept::add);
            status.set("conditions", kept);
        });
    }

    /** With that condition in place of any other of its type; its time moves only when its status does. */
    VaultObject with(String type, String status, String reason, String message, Instant now) {
        JsonNode before = condition(type);
        String since = before.path("status").asText().equals(status)
                ? before.path("lastTransitionTime").asText()
                : now.truncatedTo(ChronoUnit.SECONDS).toString();
        return without(type).status(all -> all.withArray("/conditions")
                .addObject()
                .put("type", type)
                .put("status", status)
                .put("reason", reason)
                .put("message", message)
                .put("lastTransitionTime", since));
    }
}
