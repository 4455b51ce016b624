package dev.holdfast.backup.engine.template;

import java.util.Map;

/** Prints values as {@code %v} does. */
final class GoPrinter {
    static final String NO_VALUE = "<no value>";

    private GoPrinter() {}

    static void print(Object value, BoundedText out) {
        if (value instanceof Double number) {
            out.append(GoNumbers.print(number));
        } else if (value instanceof TemplateList list) {
            list(list, out);
        } else if (value instanceof TemplateMap map) {
            map(map, out);
        } else {
            out.append(GoValues.isAbsent(value) ? "<nil>" : value.toString());
        }
    }

    private static void list(TemplateList list, BoundedText out) {
        out.append('[');
        String separator = "";
        for (Object item : list.items()) {
            out.append(separator);
            print(item, out);
            separator = " ";
        }
        out.append(']');
    }

    private static void map(TemplateMap map, BoundedText out) {
        out.append("map[");
        String separator = "";
        for (Map.Entry<String, Object> entry : map.entries().entrySet()) {
            out.append(separator).append(entry.getKey()).append(':');
            print(entry.getValue(), out);
            separator = " ";
        }
        out.append(']');
    }
}
