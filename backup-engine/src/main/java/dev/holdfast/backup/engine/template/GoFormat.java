package dev.holdfast.backup.engine.template;

import java.util.List;
import java.util.Map;

/** The printf of Go: verbs, flags, width, precision, argument indexes, and its marks for mistakes. */
final class GoFormat {
    private static final int MAX_NUMBER = 1_000_000;

    private final String format;
    private final List<Object> arguments;
    private final BoundedText out;
    private int position;
    private int next;
    private boolean reordered;
    private boolean badIndex;

    private GoFormat(String format, List<Object> arguments, BoundedText out) {
        this.format = format;
        this.arguments = arguments;
        this.out = out;
    }

    static void format(String format, List<Object> arguments, BoundedText out) {
        GoFormat run = new GoFormat(format, arguments, out);
        while (run.position < format.length()) {
            run.piece();
        }
        run.extra();
    }

    private void piece() {
        int percent = format.indexOf('%', position);
        int end = percent < 0 ? format.length() : percent;
        out.append(format.substring(position, end));
        position = end;
        if (percent < 0) {
            return;
        }
        position++;
        badIndex = false;
        FormatSpec spec = flags();
        index();
        spec = width(spec);
        spec = precision(spec);
        index();
        verb(spec);
    }

    private FormatSpec flags() {
        int start = position;
        while (position < format.length() && "+-# 0".indexOf(format.charAt(position)) >= 0) {
            position++;
        }
        return FormatSpec.of(format.substring(start, position));
    }

    private FormatSpec width(FormatSpec spec) {
        if (!at('*')) {
            int width = number();
            return width < 0 ? spec : spec.withWidth(width);
        }
        position++;
        int width = starred("%!(BADWIDTH)");
        return width == Integer.MIN_VALUE
                ? spec
                : width < 0 ? spec.leftAligned().withWidth(-width) : spec.withWidth(width);
    }

    private FormatSpec precision(FormatSpec spec) {
        if (!at('.')) {
            return spec;
        }
        position++;
        index();
        if (!at('*')) {
            return spec.withPrecision(Math.max(0, number()));
        }
        position++;
        int precision = starred("%!(BADPREC)");
        return precision < 0 ? spec : spec.withPrecision(precision);
    }

    private int starred(String bad) {
        boolean fits =
                next < arguments.size() && arguments.get(next) instanceof Long number && Math.abs(number) <= MAX_NUMBER;
        int value = fits ? ((Long) arguments.get(next)).intValue() : Integer.MIN_VALUE;
        next++;
        if (!fits) {
            out.append(bad);
        }
        return value;
    }

    private void index() {
        if (!at('[')) {
            return;
        }
        reordered = true;
        int close = format.indexOf(']', position);
        int start = position + 1;
        position = close < 0 ? position + 1 : start;
        int number = close < 0 ? -1 : number();
        boolean good = number >= 1 && number <= arguments.size() && position == close;
        position = close < 0 ? position : close + 1;
        badIndex = badIndex || !good;
        next = good ? number - 1 : next;
    }

    private int number() {
        int start = position;
        int value = 0;
        while (position < format.length() && format.charAt(position) >= '0' && format.charAt(position) <= '9') {
            value = Math.min(MAX_NUMBER, value * 10 + format.charAt(position) - '0');
            position++;
        }
        return position == start ? -1 : value;
    }

    private void verb(FormatSpec spec) {
        if (position >= format.length()) {
            out.append("%!(NOVERB)");
            return;
        }
        int verb = format.codePointAt(position);
        position += Character.charCount(verb);
        if (verb == '%') {
            out.append('%');
        } else if (badIndex) {
            out.append("%!" + Character.toString(verb) + "(BADINDEX)");
        } else if (next >= arguments.size()) {
            out.append("%!" + Character.toString(verb) + "(MISSING)");
        } else {
            value(spec, verb, arguments.get(next++));
        }
    }

    private void value(FormatSpec spec, int verb, Object value) {
        if (verb == 'T') {
            out.append(spec.padded(GoValues.type(value)));
        } else if (value instanceof TemplateList list) {
            items(spec, verb, list);
        } else if (value instanceof TemplateMap map) {
            entries(spec, verb, map);
        } else {
            out.append(FormatVerb.apply(spec, verb, value));
        }
    }

    private void items(FormatSpec spec, int verb, TemplateList list) {
        out.append('[');
        String separator = "";
        for (Object item : list.items()) {
            out.append(separator);
            value(spec, verb, item);
            separator = " ";
        }
        out.append(']');
    }

    private void entries(FormatSpec spec, int verb, TemplateMap map) {
        out.append("map[");
        String separator = "";
        for (Map.Entry<String, Object> entry : map.entries().entrySet()) {
            out.append(separator);
            value(spec, verb, entry.getKey());
            out.append(':');
            value(spec, verb, entry.getValue());
            separator = " ";
        }
        out.append(']');
    }

    private void extra() {
        if (reordered || next >= arguments.size()) {
            return;
        }
        out.append("%!(EXTRA ");
        String separator = "";
        for (Object argument : arguments.subList(next, arguments.size())) {
            out.append(separator).append(GoValues.type(argument));
            if (!GoValues.isAbsent(argument)) {
                out.append('=');
                GoPrinter.print(argument, out);
            }
            separator = ", ";
        }
        out.append(')');
    }

    private boolean at(char c) {
        return position < format.length() && format.charAt(position) == c;
    }
}
