package dev.holdfast.backup.testkit.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.testkit.schema.FieldError.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Types, members, items and logical junctors; scalars go to {@link ScalarValidation}. For one object; not thread safe. */
final class StructuralValidation {

    private final List<FieldError> errors = new ArrayList<>();

    List<FieldError> validate(JsonNode value, SchemaNode schema, Optional<JsonNode> old) {
        walk(value, schema, old, "");
        return errors;
    }

    private void walk(JsonNode value, SchemaNode schema, Optional<JsonNode> old, String path) {
        if (old.filter(value::equals).isPresent() || !typeFits(value, schema, path) || value.isNull()) {
            return;
        }
        errors.addAll(ScalarValidation.validate(value, schema, path));
        checkJunctors(value, schema, old, path);
        if (value.isObject()) {
            checkObject(value, schema, old, path);
        } else if (value.isArray()) {
            checkArray(value, schema, old, path);
        }
    }

    private boolean typeFits(JsonNode value, SchemaNode schema, String path) {
        String expected = schema.intOrString() ? "integer,string" : schema.type();
        String actual = typeOf(value);
        boolean fits = expected.isEmpty()
                || value.isNull() && schema.nullable()
                || List.of(expected.split(",", -1)).contains(actual)
                || expected.equals("number") && actual.equals("integer");
        if (!fits) {
            errors.add(FieldError.of(
                    Reason.TYPE_INVALID,
                    path,
                    '"' + actual + '"',
                    where(path) + " must be of type " + expected + ": \"" + actual + '"'));
        }
        return fits;
    }

    private void checkObject(JsonNode object, SchemaNode schema, Optional<JsonNode> old, String path) {
        schema.values().size("minProperties").ifPresent(min -> {
            if (object.size() < min) {
                invalid(path, "" + object.size(), " should have at least " + min + " properties");
            }
        });
        schema.values().size("maxProperties").ifPresent(max -> tooMany(path, object.size(), max));
        object.properties().forEach(entry -> schema.member(entry.getKey())
                .ifPresent(member -> walk(
                        entry.getValue(),
                        member,
                        OldItems.member(schema, old, entry.getKey()),
                        Paths.child(path, entry.getKey()))));
        for (String name : schema.values().required()) {
            if (!object.has(name)) {
                errors.add(FieldError.of(Reason.REQUIRED, Paths.child(path, name), ""));
            }
        }
        if (schema.embeddedResource()) {
            for (String name : List.of("apiVersion", "kind")) {
                if (!object.has(name) && !schema.values().required().contains(name)) {
                    errors.add(FieldError.of(Reason.REQUIRED, Paths.child(path, name), ""));
                }
            }
        }
    }

    private void checkArray(JsonNode array, SchemaNode schema, Optional<JsonNode> old, String path) {
        OldItems oldItems = OldItems.of(schema, old);
        schema.items().ifPresent(items -> {
            for (int i = 0; i < array.size(); i++) {
                walk(array.get(i), items, oldItems.get(array.get(i)), path + "[" + i + "]");
            }
        });
        schema.values().size("minItems").ifPresent(min -> {
            if (array.size() < min) {
                invalid(path, "" + array.size(), " should have at least " + min + " items");
            }
        });
        schema.values().size("maxItems").ifPresent(max -> tooMany(path, array.size(), max));
    }

    private void checkJunctors(JsonNode value, SchemaNode schema, Optional<JsonNode> old, String path) {
        List<List<FieldError>> any = trials(value, schema.alternatives("anyOf"), path);
        if (!any.isEmpty() && any.stream().noneMatch(List::isEmpty)) {
            whole("\"" + path + "\" must validate at least one schema (anyOf)");
            errors.addAll(any.get(0));
        }
        List<List<FieldError>> one = trials(value, schema.alternatives("oneOf"), path);
        long valid = one.stream().filter(List::isEmpty).count();
        if (!one.isEmpty() && valid != 1) {
            String found = valid == 0 ? "Found none valid" : "Found " + valid + " valid alternatives";
            whole("\"" + path + "\" must validate one and only one schema (oneOf). " + found);
            if (valid == 0) {
                errors.addAll(one.get(0));
            }
        }
        List<List<FieldError>> all = trials(value, schema.alternatives("allOf"), path);
        if (all.stream().anyMatch(trial -> !trial.isEmpty())) {
            boolean none = all.stream().noneMatch(List::isEmpty);
            whole("\"" + path + "\" must validate all the schemas (allOf)" + (none ? ". None validated" : ""));
            errors.addAll(all.stream().flatMap(List::stream).collect(Collectors.toList()));
        }
        schema.values()
                .negated()
                .filter(negated -> trial(value, negated, path).isEmpty())
                .ifPresent(negated -> whole("\"" + path + "\" must not validate the schema (not)"));
    }

    private static List<List<FieldError>> trials(JsonNode value, List<SchemaNode> schemas, String path) {
        return schemas.stream().map(schema -> trial(value, schema, path)).toList();
    }

    private static List<FieldError> trial(JsonNode value, SchemaNode schema, String path) {
        StructuralValidation trial = new StructuralValidation();
        trial.walk(value, schema, Optional.empty(), path);
        return trial.errors;
    }

    private void tooMany(String path, int size, long max) {
        if (size > max) {
            errors.add(FieldError.of(
                    Reason.TOO_MANY, path, "" + size, "must have at most " + max + (max == 1 ? " item" : " items")));
        }
    }

    private void invalid(String path, String badValue, String problem) {
        errors.add(FieldError.of(Reason.INVALID, path, badValue, where(path) + problem));
    }

    private void whole(String problem) {
        errors.add(FieldError.of(Reason.INVALID, "", "\"\"", problem));
    }

    static String where(String path) {
        return path + " in body";
    }

    static String typeOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT, POJO -> "object";
            case ARRAY -> "array";
            case STRING, BINARY -> "string";
            case BOOLEAN -> "boolean";
            case NUMBER -> value.decimalValue().stripTrailingZeros().scale() <= 0 ? "integer" : "number";
            case NULL, MISSING -> "null";
            default -> throw new IllegalStateException("Unknown JSON type " + value.getNodeType());
        };
    }
}
