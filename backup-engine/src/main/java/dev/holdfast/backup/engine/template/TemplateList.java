package dev.holdfast.backup.engine.template;

import java.util.List;

/** An immutable list of scalars, containers and {@link Absent#NULL}. */
record TemplateList(List<Object> items, int weight, int depth) implements Container {
    static TemplateList of(List<?> items) {
        List<Object> copy = List.copyOf(items);
        return new TemplateList(copy, Container.weightOf(copy), Container.depthOf(copy));
    }
}
