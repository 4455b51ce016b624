package dev.holdfast.backup.engine.template;

import java.util.ArrayList;
import java.util.List;

/** Variables in scope, innermost last. */
final class Variables {
    private record Entry(String name, Object[] cell) {}

    private final List<Entry> entries = new ArrayList<>();

    Variables(Object root) {
        declare("$", root);
    }

    int mark() {
        return entries.size();
    }

    void release(int mark) {
        entries.subList(mark, entries.size()).clear();
    }

    void declare(String name, Object value) {
        entries.add(new Entry(name, new Object[] {value}));
    }

    void assign(String name, Object value) {
        cell(name)[0] = value;
    }

    Object get(String name) {
        return cell(name)[0];
    }

    private Object[] cell(String name) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (entries.get(i).name().equals(name)) {
                return entries.get(i).cell();
            }
        }
        throw new EvaluationFailure("undefined variable " + name);
    }
}
