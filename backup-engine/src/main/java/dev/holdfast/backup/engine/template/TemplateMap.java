package dev.holdfast.backup.engine.template;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An immutable map, sorted by key.
 *
 * @param entries values are scalars, containers or {@link Absent#NULL}
 * @param stringsOnly whether it is typed string-to-string, where a key that is not there indexes to an empty string
 */
record TemplateMap(SortedMap<String, Object> entries, boolean stringsOnly, int weight, int depth) implements Container {
    static TemplateMap of(Map<String, Object> entries) {
        return make(new TreeMap<>(entries), false);
    }

    static TemplateMap ofStrings(Map<String, String> entries) {
        return make(new TreeMap<>(entries), true);
    }

    private static TemplateMap make(SortedMap<String, Object> sorted, boolean stringsOnly) {
        SortedMap<String, Object> view = Collections.unmodifiableSortedMap(sorted);
        return new TemplateMap(view, stringsOnly, Container.weightOf(view.values()), Container.depthOf(view.values()));
    }

    /** Returns the value or {@link Absent#MISSING}. */
    Object get(String key) {
        Object value = entries.get(key);
        return value == null ? Absent.MISSING : value;
    }
}
