package dev.holdfast.backup.engine.template;

import com.github.mustachejava.Binding;
import java.util.List;

/** Looks a name up: in the innermost section first, then outwards; a name with a leading dot only at the root. */
final class MustacheBinding implements Binding {
    private final MustachePath path;
    private final boolean printed;

    MustacheBinding(MustachePath path, boolean printed) {
        this.path = path;
        this.printed = printed;
    }

    @Override
    public Object get(List<Object> scopes) {
        MustacheScope scope = (MustacheScope) scopes.get(0);
        scope.meter().step();
        Object value = find(scope, scopes);
        if (!printed) {
            return value;
        }
        if (!GoValues.isAbsent(value)) {
            BoundedText text = scope.meter().newText();
            GoPrinter.print(value, text);
            return text.toString();
        }
        boolean exempt = !path.segments().isEmpty()
                && scope.options().lenientRoots().contains(path.segments().get(0));
        if (exempt || scope.options().missing() == RenderOptions.Missing.NO_VALUE) {
            return GoPrinter.NO_VALUE;
        }
        throw new LeafFailure(
                path.origin(), "there is no value to print (missing or null): set it, or put it in a section");
    }

    private Object find(MustacheScope scope, List<Object> scopes) {
        if (path.segments().isEmpty()) {
            Object innermost = scopes.get(scopes.size() - 1);
            return innermost == scope ? scope.root() : innermost;
        }
        for (int i = scopes.size() - 1; i > 0 && !path.fromRoot(); i--) {
            Object value = below(scopes.get(i));
            if (value != Absent.MISSING) {
                return value;
            }
        }
        return below(scope.root());
    }

    private Object below(Object start) {
        if (start instanceof TemplateMap map && map.get(path.whole()) != Absent.MISSING) {
            return map.get(path.whole());
        }
        Object value = start;
        for (String segment : path.segments()) {
            value = value instanceof TemplateMap map ? map.get(segment) : Absent.MISSING;
        }
        return value;
    }
}
