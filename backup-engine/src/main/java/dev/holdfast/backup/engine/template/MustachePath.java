package dev.holdfast.backup.engine.template;

import com.github.mustachejava.TemplateContext;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A name in a mustache tag.
 *
 * @param whole the name without a leading dot, which may be a key that contains dots
 * @param segments its parts between dots; empty for the current value
 * @param fromRoot whether it starts with a dot
 */
record MustachePath(Origin origin, String whole, List<String> segments, boolean fromRoot) {
    private static final Pattern NAME = Pattern.compile("\\.|\\.?[\\p{L}\\p{N}_/-]+(\\.[\\p{L}\\p{N}_/-]+)*");

    /** Throws {@link LeafFailure} on names with blanks or other characters, such as actions of the Go dialect. */
    static MustachePath parse(TemplateContext context, String name) {
        Origin origin = new Origin(Math.max(1, context.line()), "{{" + name + "}}");
        if (!NAME.matcher(name).matches()) {
            throw new LeafFailure(origin, "not a mustache name; names are keys joined by dots");
        }
        boolean leadingDot = name.startsWith(".");
        String whole = leadingDot ? name.substring(1) : name;
        List<String> segments = whole.isEmpty() ? List.of() : List.of(whole.split("\\.", -1));
        return new MustachePath(origin, whole, segments, leadingDot && !whole.isEmpty());
    }
}
