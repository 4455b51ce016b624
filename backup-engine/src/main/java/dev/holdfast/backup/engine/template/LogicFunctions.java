package dev.holdfast.backup.engine.template;

import static dev.holdfast.backup.engine.template.TemplateFunction.atLeast;
import static dev.holdfast.backup.engine.template.TemplateFunction.exactly;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/** Comparisons and negation. Values of different kinds do not compare. */
final class LogicFunctions {
    private LogicFunctions() {}

    static List<TemplateFunction> all() {
        return List.of(
                exactly(1, "not", args -> !GoValues.truth(args.any(0))),
                atLeast(1, "eq", LogicFunctions::eq),
                exactly(2, "ne", args -> !equal(args.any(0), args.any(1))),
                ordered("lt", sign -> sign < 0),
                ordered("le", sign -> sign <= 0),
                ordered("gt", sign -> sign > 0),
                ordered("ge", sign -> sign >= 0));
    }

    private static boolean eq(Arguments args) {
        if (args.count() < 2) {
            throw new EvaluationFailure("eq needs at least two values to compare");
        }
        for (Object other : args.from(1)) {
            if (equal(args.any(0), other)) {
                return true;
            }
        }
        return false;
    }

    private static boolean equal(Object left, Object right) {
        if (GoValues.isAbsent(left) || GoValues.isAbsent(right)) {
            return GoValues.isAbsent(left) && GoValues.isAbsent(right);
        }
        return sign(left, right) == 0;
    }

    private static TemplateFunction ordered(String name, IntPredicate holds) {
        return exactly(2, name, args -> {
            GoValues.Kind kind = GoValues.kind(args.any(0));
            if (kind == GoValues.Kind.BOOLEAN || kind == GoValues.Kind.NONE) {
                throw new EvaluationFailure("values of type " + GoValues.type(args.any(0)) + " have no order");
            }
            return holds.test(sign(args.any(0), args.any(1)));
        });
    }

    private static int sign(Object left, Object right) {
        GoValues.Kind kind = GoValues.kind(left);
        if (kind != GoValues.kind(right)) {
            throw new EvaluationFailure(
                    "incompatible types for comparison: " + GoValues.type(left) + " and " + GoValues.type(right));
        }
        return switch (kind) {
            case STRING -> Arrays.compareUnsigned(bytes(left), bytes(right));
            case INTEGER -> GoValues.integer(left).compareTo(GoValues.integer(right));
            case FLOAT -> floatSign((Double) left, (Double) right);
            case BOOLEAN -> Boolean.compare((Boolean) left, (Boolean) right);
            default -> throw new EvaluationFailure("values of type " + GoValues.type(left) + " cannot be compared");
        };
    }

    private static int floatSign(double left, double right) {
        return left == right ? 0 : left < right ? -1 : 1;
    }

    private static byte[] bytes(Object text) {
        return ((String) text).getBytes(StandardCharsets.UTF_8);
    }
}
