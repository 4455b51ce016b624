package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.databind.JsonNode;

/** Where an object lives within its kind, in the order in which lists show it. */
record ObjectKey(String namespace, String name) implements Comparable<ObjectKey> {

    static ObjectKey of(JsonNode object) {
        return new ObjectKey(Json.namespace(object), Json.name(object));
    }

    @Override
    public int compareTo(ObjectKey other) {
        int byNamespace = namespace.compareTo(other.namespace);
        return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
    }
}
