package dev.holdfast.backup.engine.template;

import static dev.holdfast.backup.engine.template.TemplateFunction.atLeast;
import static dev.holdfast.backup.engine.template.TemplateFunction.exactly;

import java.util.List;

/** Choosing between values and refusing them. */
final class DefaultFunctions {
    private DefaultFunctions() {}

    static List<TemplateFunction> all() {
        return List.of(
                new TemplateFunction("default", 1, 2, args -> {
                    boolean given = args.count() == 2 && GoValues.truth(args.any(1));
                    return given ? args.any(1) : args.any(0);
                }),
                exactly(1, "empty", args -> !GoValues.truth(args.any(0))),
                atLeast(0, "coalesce", DefaultFunctions::coalesce),
                exactly(3, "ternary", args -> args.bool(2) ? args.any(0) : args.any(1)),
                exactly(1, "fail", args -> {
                    throw new EvaluationFailure(args.string(0));
                }),
                exactly(2, "required", DefaultFunctions::required));
    }

    private static Object coalesce(Arguments args) {
        for (Object value : args.from(0)) {
            if (GoValues.truth(value)) {
                return value;
            }
        }
        return Absent.MISSING;
    }

    private static Object required(Arguments args) {
        Object value = args.any(1);
        if (GoValues.isAbsent(value) || value.equals("")) {
            throw new EvaluationFailure(args.string(0));
        }
        return value;
    }
}
