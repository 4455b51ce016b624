package dev.holdfast.backup.testkit.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.runtime.CelEvaluationException;
import dev.holdfast.backup.testkit.schema.FieldError.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Evaluates {@code x-kubernetes-validations} all over an object. For one object; not thread safe. */
final class RuleValidation {

    private final List<FieldError> errors = new ArrayList<>();

    List<FieldError> validate(JsonNode object, SchemaNode schema, Optional<JsonNode> old) {
        walk(new Place(object, schema, old, "", false));
        return errors;
    }

    /**
     * A value with its schema.
     *
     * @param old the value it replaces, where that can be told
     * @param unchanged the value or one around it is as before
     */
    private record Place(JsonNode value, SchemaNode schema, Optional<JsonNode> old, String path, boolean unchanged) {

        Place member(String name, JsonNode member, SchemaNode memberSchema) {
            return new Place(
                    member,
                    memberSchema,
                    OldItems.member(schema, old, name),
                    Paths.member(path, schema, name),
                    isUnchanged());
        }

        boolean isUnchanged() {
            return unchanged || old.filter(value::equals).isPresent();
        }

        Object self() {
            return cel(value);
        }

        Object cel(JsonNode json) {
            return path.isEmpty() ? RuleValues.resource(json, schema) : RuleValues.of(json, Optional.of(schema));
        }
    }

    private void walk(Place place) {
        if (place.value().isNull()) {
            return;
        }
        evaluate(place);
        place.schema()
                .alternatives("allOf")
                .forEach(part -> walk(new Place(place.value(), part, place.old(), place.path(), place.unchanged())));
        if (place.value().isObject()) {
            place.value().properties().forEach(entry -> place.schema()
                    .member(entry.getKey())
                    .ifPresent(member -> walk(place.member(entry.getKey(), entry.getValue(), member))));
        } else if (place.value().isArray()) {
            OldItems oldItems = OldItems.of(place.schema(), place.old());
            place.schema().items().ifPresent(items -> {
                for (int i = 0; i < place.value().size(); i++) {
                    JsonNode item = place.value().get(i);
                    String path = place.path() + "[" + i + "]";
                    walk(new Place(item, items, oldItems.get(item), path, place.isUnchanged()));
                }
            });
        }
    }

    private void evaluate(Place place) {
        if (place.schema().rules().isEmpty()) {
            return;
        }
        Object self = place.self();
        Optional<Object> old = place.old().filter(json -> !json.isNull()).map(place::cel);
        for (CelRule rule : place.schema().rules()) {
            Map<String, Object> variables = new HashMap<>(Map.of(RuleLanguage.SELF, self));
            if (rule.optionalOldSelf()) {
                variables.put(RuleLanguage.OLD_SELF, old);
            } else {
                old.ifPresent(value -> variables.put(RuleLanguage.OLD_SELF, value));
            }
            boolean applies = !rule.usesOldSelf() || old.isPresent() || rule.optionalOldSelf();
            if (applies) {
                evaluate(rule, place, variables);
            }
        }
    }

    private void evaluate(CelRule rule, Place place, Map<String, Object> variables) {
        String type = '"' + place.schema().type() + '"';
        if (!rule.problem().isEmpty()) {
            errors.add(FieldError.of(Reason.INVALID, place.path(), type, "rule compile error: " + rule.problem()));
            return;
        }
        try {
            if (!rule.holds(variables) && (rule.usesOldSelf() || !place.isUnchanged())) {
                errors.add(failure(rule, place, rule.message(variables)));
            }
        } catch (CelEvaluationException e) {
            errors.add(FieldError.of(
                    Reason.INVALID, place.path(), type, e.getMessage() + " evaluating rule: " + rule.label()));
        }
    }

    private static FieldError failure(CelRule rule, Place place, String message) {
        String path = rule.fieldPath().isEmpty() ? place.path() : Paths.child(place.path(), rule.fieldPath());
        String shown = place.value().isContainerNode() ? "" : place.value().toString();
        return switch (rule.reason()) {
            case "FieldValueForbidden" -> FieldError.of(Reason.FORBIDDEN, path, message);
            case "FieldValueRequired" -> FieldError.of(Reason.REQUIRED, path, message);
            case "FieldValueDuplicate" -> FieldError.of(Reason.DUPLICATE, path, shown);
            default ->
                shown.isEmpty()
                        ? FieldError.of(Reason.INVALID, path, message)
                        : FieldError.of(Reason.INVALID, path, shown, message);
        };
    }
}
