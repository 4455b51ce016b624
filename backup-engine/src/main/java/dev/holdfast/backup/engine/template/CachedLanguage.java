package dev.holdfast.backup.engine.template;

import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers the templates used last. Malformed ones are compiled again each time. */
final class CachedLanguage implements LeafLanguage {
    private static final int MAX_TEMPLATES = 512;
    private static final int MAX_CACHED_LENGTH = 16 * 1024;

    private final LeafLanguage language;
    private final Object lock = new Object();
    private final Map<String, Compiled> recent = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Compiled> eldest) {
            return size() > MAX_TEMPLATES;
        }
    };

    CachedLanguage(LeafLanguage language) {
        this.language = language;
    }

    @Override
    public Compiled compile(String source) {
        synchronized (lock) {
            Compiled known = recent.get(source);
            if (known != null) {
                return known;
            }
        }
        Compiled compiled = language.compile(source);
        if (source.length() <= MAX_CACHED_LENGTH) {
            synchronized (lock) {
                recent.put(source, compiled);
            }
        }
        return compiled;
    }
}
