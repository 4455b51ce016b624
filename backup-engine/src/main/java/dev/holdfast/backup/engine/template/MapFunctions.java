package dev.holdfast.backup.engine.template;

import static dev.holdfast.backup.engine.template.TemplateFunction.atLeast;
import static dev.holdfast.backup.engine.template.TemplateFunction.exactly;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Maps: making and reading. String-to-string maps are welcome everywhere. */
final class MapFunctions {
    private MapFunctions() {}

    static List<TemplateFunction> all() {
        return List.of(
                atLeast(0, "dict", MapFunctions::dict),
                exactly(2, "get", args -> get(args)),
                exactly(2, "hasKey", args -> args.map(0).entries().containsKey(args.string(1))),
                atLeast(3, "dig", MapFunctions::dig),
                atLeast(0, "keys", MapFunctions::keys),
                atLeast(1, "pick", args -> chosen(args, true)),
                atLeast(1, "omit", args -> chosen(args, false)));
    }

    private static Object dict(Arguments args) {
        TreeMap<String, Object> entries = new TreeMap<>();
        for (int i = 0; i < args.count(); i += 2) {
            Object value = i + 1 < args.count() ? args.any(i + 1) : "";
            entries.put(args.text(i), GoValues.isAbsent(value) ? Absent.NULL : value);
        }
        return TemplateMap.of(entries);
    }

    private static Object get(Arguments args) {
        Object value = args.map(0).get(args.string(1));
        return value == Absent.MISSING ? "" : value;
    }

    /** Arguments are the keys, the value to use when one is not there, and the map. */
    private static Object dig(Arguments args) {
        int last = args.count() - 1;
        Object value = args.map(last);
        for (int i = 0; i < last - 1; i++) {
            if (!(value instanceof TemplateMap map)) {
                throw new EvaluationFailure("dig: the value at key " + args.string(i - 1) + " is no map");
            }
            value = map.get(args.string(i));
            if (value == Absent.MISSING) {
                return args.any(last - 1);
            }
        }
        return value;
    }

    private static Object keys(Arguments args) {
        List<Object> keys = new ArrayList<>();
        for (int i = 0; i < args.count(); i++) {
            args.meter().steps(args.map(i).entries().size());
            keys.addAll(args.map(i).entries().keySet());
        }
        return TemplateList.of(keys);
    }

    private static Object chosen(Arguments args, boolean listed) {
        TreeMap<String, Object> kept = new TreeMap<>();
        List<Object> names = args.from(1);
        args.meter().steps((long) args.map(0).entries().size() * (1 + names.size()));
        for (Map.Entry<String, Object> entry : args.map(0).entries().entrySet()) {
            if (names.contains(entry.getKey()) == listed) {
                kept.put(entry.getKey(), entry.getValue());
            }
        }
        return TemplateMap.of(kept);
    }
}
