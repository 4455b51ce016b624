package dev.holdfast.backup.engine.template;

import java.math.BigInteger;

/** What kind of value something is, in Go's words. */
final class GoValues {
    private GoValues() {}

    /** Kinds that comparisons tell apart. */
    enum Kind {
        NONE,
        BOOLEAN,
        INTEGER,
        FLOAT,
        STRING,
        CONTAINER
    }

    static Kind kind(Object value) {
        if (value instanceof String) {
            return Kind.STRING;
        }
        if (value instanceof Long || value instanceof BigInteger) {
            return Kind.INTEGER;
        }
        if (value instanceof Double) {
            return Kind.FLOAT;
        }
        if (value instanceof Boolean) {
            return Kind.BOOLEAN;
        }
        return value instanceof Container ? Kind.CONTAINER : Kind.NONE;
    }

    /** Returns the name Go gives the type. */
    static String type(Object value) {
        return switch (kind(value)) {
            case STRING -> "string";
            case INTEGER -> "int64";
            case FLOAT -> "float64";
            case BOOLEAN -> "bool";
            case NONE -> "<nil>";
            case CONTAINER ->
                value instanceof TemplateMap map
                        ? map.stringsOnly() ? "map[string]string" : "map[string]interface {}"
                        : "[]interface {}";
        };
    }

    /** Whether an if takes the value for true: not missing, null, false, zero or empty. */
    static boolean truth(Object value) {
        if (value instanceof String text) {
            return !text.isEmpty();
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        if (value instanceof Double number) {
            return number != 0;
        }
        if (value instanceof TemplateMap map) {
            return !map.entries().isEmpty();
        }
        if (value instanceof TemplateList list) {
            return !list.items().isEmpty();
        }
        return kind(value) == Kind.INTEGER && integer(value).signum() != 0;
    }

    /** Returns an integer of any size. */
    static BigInteger integer(Object value) {
        return value instanceof BigInteger big ? big : BigInteger.valueOf(((Number) value).longValue());
    }

    static boolean isAbsent(Object value) {
        return value instanceof Absent;
    }
}
