package dev.holdfast.backup.engine.template;

import static dev.holdfast.backup.engine.template.TemplateFunction.atLeast;
import static dev.holdfast.backup.engine.template.TemplateFunction.exactly;

import java.util.List;

/** Making text of values. */
final class PrintFunctions {
    private PrintFunctions() {}

    static List<TemplateFunction> all() {
        return List.of(
                atLeast(0, "print", args -> print(args, args.printable(0))),
                atLeast(0, "println", PrintFunctions::println),
                atLeast(1, "printf", PrintFunctions::printf),
                exactly(1, "toString", args -> args.text(0)),
                atLeast(0, "cat", PrintFunctions::cat));
    }

    /** Blanks go between operands that are both no strings. */
    static String print(Arguments args, List<Object> values) {
        BoundedText out = args.meter().newText();
        for (int i = 0; i < values.size(); i++) {
            if (i > 0 && !(values.get(i) instanceof String) && !(values.get(i - 1) instanceof String)) {
                out.append(' ');
            }
            GoPrinter.print(values.get(i), out);
        }
        return out.toString();
    }

    private static String println(Arguments args) {
        BoundedText out = args.meter().newText();
        String separator = "";
        for (Object value : args.printable(0)) {
            out.append(separator);
            GoPrinter.print(value, out);
            separator = " ";
        }
        return out.append('\n').toString();
    }

    private static String printf(Arguments args) {
        BoundedText out = args.meter().newText();
        GoFormat.format(args.string(0), args.printable(1), out);
        return out.toString();
    }

    private static String cat(Arguments args) {
        BoundedText out = args.meter().newText();
        String separator = "";
        for (Object value : args.from(0)) {
            if (!GoValues.isAbsent(value)) {
                out.append(separator);
                GoPrinter.print(value, out);
                separator = " ";
            }
        }
        return out.toString().strip();
    }
}
