package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Predicate;

/** The field selector language: {@code a.b=c,d!=e}, restricted to the fields a kind offers. */
final class FieldSelector {

    private FieldSelector() {}

    static Predicate<JsonNode> parse(ResourceType type, String selector) {
        Predicate<JsonNode> all = object -> true;
        for (String term : selector.split(",")) {
            if (!term.isBlank()) {
                all = all.and(term(type, term.trim()));
            }
        }
        return all;
    }

    private static Predicate<JsonNode> term(ResourceType type, String term) {
        int operator = term.indexOf("=");
        if (operator < 1) {
            throw ApiFailure.badRequest("invalid selector: '" + term + "'; can't understand '" + term + "'");
        }
        boolean negated = term.charAt(operator - 1) == '!';
        String field = term.substring(0, negated ? operator - 1 : operator);
        String value = term.substring(operator + 1).replaceFirst("^=", "");
        boolean supported = field.equals("metadata.name")
                || field.equals("metadata.namespace")
                || type.selectableFields().contains(field);
        if (!supported) {
            throw ApiFailure.badRequest("Unable to find \"" + type.apiVersion() + ", Resource=" + type.plural()
                    + "\" that match label selector \"\", field selector \"" + term + "\": field label not supported: "
                    + field);
        }
        String[] path = field.split("\\.");
        return object -> negated != value(type, object, path).equals(value);
    }

    private static String value(ResourceType type, JsonNode object, String... path) {
        String value = Json.text(object, path);
        boolean isJobSuccess = type.isKind("batch", "Job") && path[path.length - 1].equals("successful");
        return isJobSuccess
                ? Integer.toString(Json.at(object, "status", "succeeded").asInt())
                : value;
    }
}
