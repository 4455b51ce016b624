package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** CustomResourceDefinitions: names, and the status that says they are served. */
final class DefinitionRules implements KindRules {

    /** Holds a deleted definition until its objects are gone. */
    static final String CLEANUP = "customresourcecleanup.apiextensions.k8s.io";

    @Override
    public void complete(Optional<ObjectNode> old, ObjectNode object) {
        ObjectNode names = Json.child(Json.child(object, "spec"), "names");
        String kind = Json.text(names, "kind");
        if (!names.has("listKind")) {
            names.put("listKind", kind + "List");
        }
        if (!names.has("singular")) {
            names.put("singular", kind.toLowerCase(Locale.ROOT));
        }
        if (old.isEmpty()) {
            Json.setFinalizers(object, List.of(CLEANUP));
        }
        ObjectNode status = Json.child(object, "status");
        status.set("acceptedNames", names.deepCopy());
        if (!status.has("storedVersions")) {
            ArrayNode stored = status.putArray("storedVersions");
            for (JsonNode version : Json.at(object, "spec", "versions")) {
                if (version.path("storage").asBoolean()) {
                    stored.add(Json.text(version, "name"));
                }
            }
        }
        if (!status.has("conditions")) {
            String since = Json.text(object, "metadata", "creationTimestamp");
            ArrayNode conditions = status.putArray("conditions");
            condition(conditions, "NamesAccepted", "NoConflicts", "no conflicts found", since);
            condition(conditions, "Established", "InitialNamesAccepted", "the initial names have been accepted", since);
        }
    }

    @Override
    public List<FieldCause> check(Optional<ObjectNode> old, ObjectNode object) {
        String expected = Json.text(object, "spec", "names", "plural") + "." + Json.text(object, "spec", "group");
        if (Json.at(object, "spec", "versions").isEmpty()) {
            return List.of(FieldCause.invalid(
                    "spec.versions", "[]", "must have exactly one version marked as storage version"));
        }
        return Json.name(object).equals(expected)
                ? List.of()
                : List.of(FieldCause.invalid(
                        "metadata.name",
                        "\"" + Json.name(object) + "\"",
                        "must be spec.names.plural+\".\"+spec.group"));
    }

    private static void condition(ArrayNode conditions, String type, String reason, String message, String since) {
        conditions
                .addObject()
                .put("type", type)
                .put("status", "True")
                .put("reason", reason)
                .put("message", message)
                .put("lastTransitionTime", since);
    }
}
