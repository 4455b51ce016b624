package dev.holdfast.backup.engine.template;

/** A map or a list, with the size of all it holds, so that sharing cannot hide an exponential structure. */
sealed interface Container permits TemplateMap, TemplateList {
    /** Number of values inside, at every depth, counted as often as they are reachable; saturates. */
    int weight();

    /** Levels of nesting, 1 for a container of scalars. */
    int depth();

    static int weightOf(Iterable<Object> items) {
        long sum = 1;
        for (Object item : items) {
            sum += item instanceof Container inner ? inner.weight() : 1;
        }
        return (int) Math.min(sum, Integer.MAX_VALUE);
    }

    static int depthOf(Iterable<Object> items) {
        int deepest = 0;
        for (Object item : items) {
            deepest = Math.max(deepest, item instanceof Container inner ? inner.depth() : 0);
        }
        return deepest + 1;
    }
}
