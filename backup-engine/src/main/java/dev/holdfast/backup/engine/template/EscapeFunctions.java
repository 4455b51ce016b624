package dev.holdfast.backup.engine.template;

import static dev.holdfast.backup.engine.template.TemplateFunction.atLeast;
import static dev.holdfast.backup.engine.template.TemplateFunction.exactly;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntFunction;

/** Quoting for other languages. */
final class EscapeFunctions {
    private EscapeFunctions() {}

    static List<TemplateFunction> all() {
        return List.of(
                atLeast(0, "quote", args -> quoted(args, text -> GoStrings.quote(text, false))),
                atLeast(0, "squote", args -> quoted(args, text -> "'" + text + "'")),
                exactly(1, "shquote", args -> "'" + args.text(0).replace("'", "'\\''") + "'"),
                atLeast(1, "html", args -> escaped(args, EscapeFunctions::html)),
                atLeast(1, "js", args -> escaped(args, EscapeFunctions::js)),
                atLeast(1, "urlquery", args -> URLEncoder.encode(joined(args), StandardCharsets.UTF_8)
                        .replace("*", "%2A")
                        .replace("%7E", "~")));
    }

    private interface Quoting {
        String quote(String text);
    }

    /** Missing values are left out. */
    private static String quoted(Arguments args, Quoting quoting) {
        BoundedText out = args.meter().newText();
        String separator = "";
        for (Object value : args.from(0)) {
            if (!GoValues.isAbsent(value)) {
                out.append(separator).append(quoting.quote(args.text(value)));
                separator = " ";
            }
        }
        return out.toString();
    }

    private static String joined(Arguments args) {
        List<Object> values = args.printable(0);
        values.replaceAll(value -> GoValues.isAbsent(value) ? GoPrinter.NO_VALUE : value);
        return PrintFunctions.print(args, values);
    }

    private static String escaped(Arguments args, IntFunction<String> escape) {
        BoundedText out = args.meter().newText();
        joined(args).codePoints().forEach(point -> out.append(escape.apply(point)));
        return out.toString();
    }

    private static String html(int point) {
        return switch (point) {
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '&' -> "&amp;";
            case '"' -> "&#34;";
            case '\'' -> "&#39;";
            case 0 -> "\uFFFD";
            default -> Character.toString(point);
        };
    }

    private static String js(int point) {
        return switch (point) {
            case '\\' -> "\\\\";
            case '\'' -> "\\'";
            case '"' -> "\\\"";
            case '<' -> "\\u003C";
            case '>' -> "\\u003E";
            case '&' -> "\\u0026";
            case '=' -> "\\u003D";
            default -> point < ' ' ? String.format("\\u%04X", point) : Character.toString(point);
        };
    }
}
