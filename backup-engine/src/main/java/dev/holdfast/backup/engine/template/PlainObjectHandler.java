package dev.holdfast.backup.engine.template;

import com.github.mustachejava.Binding;
import com.github.mustachejava.Code;
import com.github.mustachejava.Iteration;
import com.github.mustachejava.ObjectHandler;
import com.github.mustachejava.TemplateContext;
import com.github.mustachejava.codes.IterableCode;
import com.github.mustachejava.codes.ValueCode;
import com.github.mustachejava.util.Wrapper;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads template maps and lists and nothing else: no method, no field, no function of any object. */
final class PlainObjectHandler implements ObjectHandler {
    @Override
    public Binding createBinding(@Nullable String name, TemplateContext context, Code code) {
        boolean reads = code instanceof ValueCode || code instanceof IterableCode;
        if (name == null || !reads) {
            return scopes -> Absent.MISSING;
        }
        return new MustacheBinding(MustachePath.parse(context, name), code instanceof ValueCode);
    }

    @Override
    public Wrapper find(String name, List<Object> scopes) {
        throw new EvaluationFailure("names are only read through bindings");
    }

    @Override
    public Object coerce(Object value) {
        return value;
    }

    @Override
    public Writer iterate(Iteration iteration, Writer writer, Object value, List<Object> scopes) {
        if (GoValues.isAbsent(value) || value.equals(false) || value.equals("")) {
            return writer;
        }
        Meter meter = ((MustacheScope) scopes.get(0)).meter();
        Writer current = writer;
        List<?> items = value instanceof TemplateList list ? list.items() : List.of(value);
        for (Object item : items) {
            meter.step();
            current = iteration.next(current, item, scopes);
        }
        return current;
    }

    @Override
    public Writer falsey(Iteration iteration, Writer writer, Object value, List<Object> scopes) {
        boolean nothing = GoValues.isAbsent(value)
                || value.equals(false)
                || value.equals("")
                || (value instanceof TemplateList list && list.items().isEmpty());
        return nothing ? iteration.next(writer, value, scopes) : writer;
    }

    @Override
    public String stringify(Object value) {
        return value.toString();
    }
}
