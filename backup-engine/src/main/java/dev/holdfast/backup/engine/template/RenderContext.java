package dev.holdfast.backup.engine.template;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What templates can read: a deep, immutable copy of plain values under root keys. Safe for use by many threads. */
public final class RenderContext {
    private final TemplateMap root;

    private RenderContext(TemplateMap root) {
        this.root = root;
    }

    /** Starts an empty context. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the root keys that are set. */
    public Set<String> rootKeys() {
        return root.entries().keySet();
    }

    TemplateMap root() {
        return root;
    }

    /** Collects root keys. Not safe for use by many threads. */
    public static final class Builder {
        private final TreeMap<String, Object> roots = new TreeMap<>();

        private Builder() {}

        /**
         * Sets a root key to a deep copy of a map, list, string, number, boolean or JSON tree; null leaves it unset.
         *
         * @throws IllegalArgumentException when the value, or one inside it, is of any other type
         */
        public Builder value(String key, @Nullable Object value) {
            Object copy = PlainValues.copy(value);
            if (copy == Absent.NULL) {
                roots.remove(key);
            } else {
                roots.put(key, copy);
            }
            return this;
        }

        /** Sets a root key to a string-to-string map: {@code index} of a key that is not there gives an empty string. */
        public Builder strings(String key, Map<String, String> value) {
            roots.put(key, TemplateMap.ofStrings(value));
            return this;
        }

        /** Returns the context. */
        public RenderContext build() {
            return new RenderContext(TemplateMap.of(roots));
        }
    }
}
