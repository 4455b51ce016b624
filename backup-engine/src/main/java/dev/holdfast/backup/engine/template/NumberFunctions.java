package dev.holdfast.backup.engine.template;

import static dev.holdfast.backup.engine.template.TemplateFunction.atLeast;
import static dev.holdfast.backup.engine.template.TemplateFunction.exactly;

import java.math.BigInteger;
import java.util.List;
import java.util.function.LongBinaryOperator;

/** Integer arithmetic and conversions. Text that is no number converts to zero, as in sprig. */
final class NumberFunctions {
    private NumberFunctions() {}

    static List<TemplateFunction> all() {
        return List.of(
                exactly(1, "int", args -> integer(args.any(0))),
                exactly(1, "int64", args -> integer(args.any(0))),
                exactly(1, "float64", args -> decimal(args.any(0))),
                atLeast(0, "add", args -> folded(args, 0L, 0, Long::sum)),
                exactly(1, "add1", args -> integer(args.any(0)) + 1),
                exactly(2, "sub", args -> integer(args.any(0)) - integer(args.any(1))),
                atLeast(1, "mul", args -> folded(args, integer(args.any(0)), 1, (a, b) -> a * b)),
                exactly(2, "div", args -> integer(args.any(0)) / divisor(args)),
                exactly(2, "mod", args -> integer(args.any(0)) % divisor(args)),
                atLeast(1, "max", args -> folded(args, integer(args.any(0)), 1, Math::max)),
                atLeast(1, "min", args -> folded(args, integer(args.any(0)), 1, Math::min)));
    }

    private static long folded(Arguments args, long first, int from, LongBinaryOperator operator) {
        long result = first;
        for (Object value : args.from(from)) {
            result = operator.applyAsLong(result, integer(value));
        }
        return result;
    }

    private static long divisor(Arguments args) {
        long divisor = integer(args.any(1));
        if (divisor == 0) {
            throw new EvaluationFailure("division by zero");
        }
        return divisor;
    }

    private static long integer(Object value) {
        if (value instanceof Long number) {
            return number;
        }
        if (value instanceof BigInteger) {
            throw new EvaluationFailure("the integer is too large for arithmetic");
        }
        if (value instanceof Double number) {
            return number.longValue();
        }
        if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        return value instanceof String text ? parsed(text) : 0;
    }

    private static long parsed(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static double decimal(Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        try {
            return value instanceof String text ? Double.parseDouble(text) : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
