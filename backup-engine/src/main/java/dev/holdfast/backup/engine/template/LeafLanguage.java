package dev.holdfast.backup.engine.template;

import java.util.List;
import java.util.Set;

/** A language for single strings. */
interface LeafLanguage {
    /** Compiles a template; throws {@link LeafFailure} when it is malformed. */
    Compiled compile(String source);

    /** A compiled template; safe for use by many threads. */
    interface Compiled {
        /** Renders; throws {@link LeafFailure}. */
        String render(RenderContext context, RenderOptions options);

        /** Returns uses of root keys that are not in {@code rootKeys}. */
        List<Fault> unknownRoots(Set<String> rootKeys);
    }
}
