package dev.holdfast.backup.engine.template;

import static dev.holdfast.backup.engine.template.TemplateFunction.atLeast;
import static dev.holdfast.backup.engine.template.TemplateFunction.exactly;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Lists: making, reading, joining. */
final class ListFunctions {
    private ListFunctions() {}

    static List<TemplateFunction> all() {
        return List.of(
                atLeast(0, "list", args -> listOf(args.from(0))),
                exactly(1, "first", args -> edge(args, true)),
                exactly(1, "last", args -> edge(args, false)),
                exactly(1, "len", args -> length(args)),
                atLeast(1, "index", ListFunctions::index),
                new TemplateFunction("slice", 1, 3, ListFunctions::slice),
                exactly(2, "join", ListFunctions::join),
                exactly(2, "splitList", ListFunctions::split),
                exactly(2, "has", args -> has(args)));
    }

    /** A missing value becomes null, as lists hold no holes. */
    static TemplateList listOf(List<Object> items) {
        List<Object> held = new ArrayList<>(items);
        held.replaceAll(item -> GoValues.isAbsent(item) ? Absent.NULL : item);
        return TemplateList.of(held);
    }

    private static Object edge(Arguments args, boolean first) {
        List<Object> items = args.list(0).items();
        return items.isEmpty() ? Absent.MISSING : items.get(first ? 0 : items.size() - 1);
    }

    private static long length(Arguments args) {
        Object value = args.any(0);
        if (value instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8).length;
        }
        if (value instanceof TemplateMap map) {
            return map.entries().size();
        }
        if (value instanceof TemplateList list) {
            return list.items().size();
        }
        throw args.wrong(0, "string, list or map");
    }

    private static Object index(Arguments args) {
        Object value = args.any(0);
        if (args.count() > 1 && GoValues.isAbsent(value)) {
            throw new EvaluationFailure("index of a missing value");
        }
        for (int i = 1; i < args.count(); i++) {
            value = item(args, value, i);
        }
        return value;
    }

    private static Object item(Arguments args, Object value, int keyIndex) {
        if (value instanceof TemplateMap map) {
            Object found = map.get(args.string(keyIndex));
            return found == Absent.MISSING && map.stringsOnly() ? "" : found;
        }
        if (value instanceof TemplateList list) {
            return list.items()
                    .get(position(args.integer(keyIndex), list.items().size()));
        }
        if (value instanceof String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return (long) (bytes[position(args.integer(keyIndex), bytes.length)] & 0xFF);
        }
        throw new EvaluationFailure(
                GoValues.isAbsent(value) ? "index of a missing value" : "cannot index a " + GoValues.type(value));
    }

    private static int position(int index, int size) {
        if (index < 0 || index >= size) {
            throw new EvaluationFailure("index " + index + " is out of range, the size is " + size);
        }
        return index;
    }

    private static Object slice(Arguments args) {
        List<Object> items = args.list(0).items();
        int from = args.count() > 1 ? args.integer(1) : 0;
        int to = args.count() > 2 ? args.integer(2) : items.size();
        if (from < 0 || to > items.size() || from > to) {
            throw new EvaluationFailure(
                    "slice " + from + " to " + to + " is outside a list of " + items.size() + " items");
        }
        return TemplateList.of(items.subList(from, to));
    }

    private static String join(Arguments args) {
        if (!(args.any(1) instanceof TemplateList)) {
            return GoValues.isAbsent(args.any(1)) ? "" : args.text(1);
        }
        BoundedText out = args.meter().newText();
        String separator = "";
        for (Object item : args.list(1).items()) {
            if (item != Absent.NULL) {
                out.append(separator);
                GoPrinter.print(item, out);
                separator = args.string(0);
            }
        }
        return out.toString();
    }

    private static Object split(Arguments args) {
        String separator = args.string(0);
        String text = args.string(1);
        List<Object> parts = new ArrayList<>();
        if (separator.isEmpty()) {
            args.meter().steps(text.length());
            text.codePoints().forEach(point -> parts.add(Character.toString(point)));
            return TemplateList.of(parts);
        }
        int start = 0;
        for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, start)) {
            args.meter().step();
            parts.add(text.substring(start, at));
            start = at + separator.length();
        }
        parts.add(text.substring(start));
        return TemplateList.of(parts);
    }

    private static boolean has(Arguments args) {
        if (GoValues.isAbsent(args.any(1))) {
            return false;
        }
        Object wanted = GoValues.isAbsent(args.any(0)) ? Absent.NULL : args.any(0);
        args.meter().steps(args.list(1).weight());
        return args.list(1).items().contains(wanted);
    }
}
