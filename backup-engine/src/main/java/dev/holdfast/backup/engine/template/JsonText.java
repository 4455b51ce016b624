package dev.holdfast.backup.engine.template;

import java.util.Map;

/** Writes values as JSON the way Go does: sorted keys, and angle brackets and ampersands escaped. */
final class JsonText {
    private JsonText() {}

    static void write(Object value, BoundedText out) {
        if (value instanceof String text) {
            string(text, out);
        } else if (value instanceof Double number) {
            out.append(GoNumbers.printJson(number));
        } else if (value instanceof TemplateList list) {
            char separator = '[';
            for (Object item : list.items()) {
                out.append(separator);
                write(item, out);
                separator = ',';
            }
            out.append(list.items().isEmpty() ? "[]" : "]");
        } else if (value instanceof TemplateMap map) {
            char separator = '{';
            for (Map.Entry<String, Object> entry : map.entries().entrySet()) {
                out.append(separator);
                string(entry.getKey(), out);
                out.append(':');
                write(entry.getValue(), out);
                separator = ',';
            }
            out.append(map.entries().isEmpty() ? "{}" : "}");
        } else {
            out.append(GoValues.isAbsent(value) ? "null" : value.toString());
        }
    }

    private static void string(String text, BoundedText out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '<', '>', '&', '\u2028', '\u2029' -> out.append(String.format("\\u%04x", (int) c));
                default -> out.append(c < ' ' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        out.append('"');
    }
}
