package dev.holdfast.backup.engine.template;

/**
 * A pure function of the template language.
 *
 * @param least fewest arguments
 * @param most most arguments
 */
record TemplateFunction(String name, int least, int most, Body body) {
    static final int ANY = Integer.MAX_VALUE;

    /** What the function does; throws {@link EvaluationFailure}. */
    @FunctionalInterface
    interface Body {
        Object apply(Arguments arguments);
    }

    static TemplateFunction exactly(int count, String name, Body body) {
        return new TemplateFunction(name, count, count, body);
    }

    static TemplateFunction atLeast(int count, String name, Body body) {
        return new TemplateFunction(name, count, ANY, body);
    }
}
