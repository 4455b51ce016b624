package dev.holdfast.backup.engine.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Deep copies of host values as template values: String, Boolean, Long, BigInteger, Double, containers, null. */
final class PlainValues {
    private static final int MAX_DEPTH = 200;

    private PlainValues() {}

    static Object copy(@Nullable Object value) {
        return copy(value, 0);
    }

    private static Object copy(@Nullable Object value, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("the value is nested deeper than " + MAX_DEPTH + " levels");
        }
        if (value == null) {
            return Absent.NULL;
        }
        if (value instanceof String || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof JsonNode json) {
            return json(json, depth);
        }
        if (value instanceof Map<?, ?> map) {
            return map(map, depth);
        }
        if (value instanceof List<?> list) {
            List<Object> items = new ArrayList<>();
            list.forEach(item -> items.add(copy(item, depth + 1)));
            return TemplateList.of(items);
        }
        throw new IllegalArgumentException("a template context holds maps, lists, strings, numbers and booleans, not "
                + value.getClass().getName());
    }

    private static TemplateMap map(Map<?, ?> map, int depth) {
        TreeMap<String, Object> entries = new TreeMap<>();
        map.forEach((key, item) -> {
            if (!(key instanceof String name)) {
                throw new IllegalArgumentException("keys of a template context are strings");
            }
            entries.put(name, copy(item, depth + 1));
        });
        return TemplateMap.of(entries);
    }

    private static Object json(JsonNode json, int depth) {
        if (json.isObject()) {
            TreeMap<String, Object> entries = new TreeMap<>();
            json.properties().forEach(entry -> entries.put(entry.getKey(), copy(entry.getValue(), depth + 1)));
            return TemplateMap.of(entries);
        }
        if (json.isArray()) {
            List<Object> items = new ArrayList<>();
            json.forEach(item -> items.add(copy(item, depth + 1)));
            return TemplateList.of(items);
        }
        if (json.isNumber()) {
            return number(json.numberValue());
        }
        if (json.isBoolean()) {
            return json.booleanValue();
        }
        return json.isTextual() ? json.textValue() : Absent.NULL;
    }

    private static Object number(Number number) {
        if (number instanceof BigInteger big) {
            return big.bitLength() < Long.SIZE ? (Object) big.longValue() : big;
        }
        if (number instanceof Double || number instanceof Float || number instanceof BigDecimal) {
            return number.doubleValue();
        }
        if (number instanceof Long || number instanceof Integer || number instanceof Short || number instanceof Byte) {
            return number.longValue();
        }
        throw new IllegalArgumentException(
                "a template context does not hold " + number.getClass().getName());
    }
}
