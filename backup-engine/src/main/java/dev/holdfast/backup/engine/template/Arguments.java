package dev.holdfast.backup.engine.template;

import java.util.ArrayList;
import java.util.List;

/** The arguments of one call, read as the types the function wants. */
final class Arguments {
    private final List<Object> values;
    private final Meter meter;
    private final boolean failOnMissing;

    Arguments(List<Object> values, Meter meter, boolean failOnMissing) {
        this.values = values;
        this.meter = meter;
        this.failOnMissing = failOnMissing;
    }

    int count() {
        return values.size();
    }

    Object any(int index) {
        return values.get(index);
    }

    List<Object> from(int index) {
        return values.subList(index, values.size());
    }

    String string(int index) {
        if (values.get(index) instanceof String text) {
            return text;
        }
        throw wrong(index, "string");
    }

    boolean bool(int index) {
        if (values.get(index) instanceof Boolean flag) {
            return flag;
        }
        throw wrong(index, "bool");
    }

    /** Returns an integer argument that is not too large for a position or count. */
    int integer(int index) {
        if (values.get(index) instanceof Long number) {
            return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number));
        }
        throw wrong(index, "int");
    }

    TemplateMap map(int index) {
        if (values.get(index) instanceof TemplateMap map) {
            return map;
        }
        throw wrong(index, "map");
    }

    TemplateList list(int index) {
        if (values.get(index) instanceof TemplateList list) {
            meter.steps(list.items().size());
            return list;
        }
        throw wrong(index, "list");
    }

    /** Returns the arguments as values to print; missing ones are errors unless the options let them print. */
    List<Object> printable(int from) {
        List<Object> printable = new ArrayList<>(from(from));
        printable.forEach(this::requirePrintable);
        return printable;
    }

    /** Returns an argument as text, as {@code %v} prints it. */
    String text(int index) {
        return values.get(index) instanceof String text ? text : text(values.get(index));
    }

    /** Returns a value as text, as {@code %v} prints it. */
    String text(Object value) {
        requirePrintable(value);
        BoundedText out = meter.newText();
        GoPrinter.print(value, out);
        return out.toString();
    }

    private void requirePrintable(Object value) {
        if (failOnMissing && value == Absent.MISSING) {
            throw new EvaluationFailure(MissingValue.MESSAGE);
        }
    }

    Meter meter() {
        return meter;
    }

    EvaluationFailure wrong(int index, String wanted) {
        Object value = values.get(index);
        String found = GoValues.isAbsent(value)
                ? "invalid value; expected "
                : "wrong type " + GoValues.type(value) + "; expected ";
        return new EvaluationFailure("argument " + (index + 1) + ": " + found + wanted);
    }
}
