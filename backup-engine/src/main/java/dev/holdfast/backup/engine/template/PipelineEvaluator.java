package dev.holdfast.backup.engine.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Evaluates pipelines with a current value and variables. Throws {@link EvaluationFailure}. */
final class PipelineEvaluator {
    private final Run run;
    private final Variables variables;

    PipelineEvaluator(Run run, Variables variables) {
        this.run = run;
        this.variables = variables;
    }

    /** Returns the value, never {@link Absent#NULL}; the variables of the pipeline are left alone. */
    Object value(Pipeline pipeline, Object dot) {
        run.meter().enter();
        Optional<Object> value = Optional.empty();
        for (Pipeline.Command command : pipeline.commands()) {
            run.meter().step();
            Object result = command(command, dot, value);
            value = Optional.of(result == Absent.NULL ? Absent.MISSING : result);
        }
        run.meter().leave();
        return value.orElse(Absent.MISSING);
    }

    private Object command(Pipeline.Command command, Object dot, Optional<Object> piped) {
        Operand first = command.words().get(0);
        List<Operand> rest = command.words().subList(1, command.words().size());
        boolean plain = rest.isEmpty() && piped.isEmpty();
        if (first instanceof Operand.Function function
                && (plain || function.path().isEmpty())) {
            return path(call(function.name(), rest, dot, piped), function.path(), false);
        }
        if (first instanceof Operand.Nil) {
            throw new EvaluationFailure("nil is not a command");
        }
        if (!plain) {
            throw new EvaluationFailure("a value that is no function was given arguments");
        }
        return operand(first, dot);
    }

    private Object call(String name, List<Operand> words, Object dot, Optional<Object> piped) {
        if (FunctionTable.SHORT_CIRCUIT.contains(name)) {
            return shortCircuit(name, words, dot, piped);
        }
        TemplateFunction function = run.functions()
                .find(name)
                .orElseThrow(() -> new EvaluationFailure(run.functions().unknown(name)));
        List<Object> values = new ArrayList<>();
        for (Operand word : words) {
            values.add(argument(word, dot));
        }
        piped.ifPresent(values::add);
        if (values.size() < function.least() || values.size() > function.most()) {
            throw new EvaluationFailure("wrong number of arguments for " + name + ": " + values.size());
        }
        Object result;
        try {
            result = function.body().apply(new Arguments(values, run.meter(), run.failOnMissing()));
        } catch (EvaluationFailure failure) {
            throw new EvaluationFailure(name + ": " + failure.reason());
        }
        run.meter().made(result);
        return result;
    }

    private Object shortCircuit(String name, List<Operand> words, Object dot, Optional<Object> piped) {
        Object value = Absent.MISSING;
        for (Operand word : words) {
            value = argument(word, dot);
            if (GoValues.truth(value) == name.equals("or")) {
                return value;
            }
        }
        if (words.isEmpty() && piped.isEmpty()) {
            throw new EvaluationFailure("wrong number of arguments for " + name + ": 0");
        }
        return piped.orElse(value);
    }

    private Object argument(Operand word, Object dot) {
        run.meter().step();
        Object value = operand(word, dot);
        return value == Absent.NULL ? Absent.MISSING : value;
    }

    private Object operand(Operand word, Object dot) {
        return word.accept(new Operand.Visitor<>() {
            @Override
            public Object field(Operand.Field operand) {
                return path(dot, operand.path(), startsExempt(dot, operand.path()));
            }

            @Override
            public Object variable(Operand.Variable operand) {
                Object value = variables.get(operand.name());
                return path(value, operand.path(), startsExempt(value, operand.path()));
            }

            @Override
            public Object literal(Operand.Literal operand) {
                return operand.value();
            }

            @Override
            public Object nil(Operand.Nil operand) {
                return Absent.MISSING;
            }

            @Override
            public Object nested(Operand.Nested operand) {
                Object value = value(operand.pipeline(), dot);
                return path(value, operand.path(), startsExempt(value, operand.path()));
            }

            @Override
            public Object function(Operand.Function operand) {
                return path(call(operand.name(), List.of(), dot, Optional.empty()), operand.path(), false);
            }
        });
    }

    private boolean startsExempt(Object start, List<String> path) {
        return start == run.root()
                && !path.isEmpty()
                && run.options().lenientRoots().contains(path.get(0));
    }

    private static Object path(Object start, List<String> path, boolean exempt) {
        Object value = start;
        for (String name : path) {
            value = field(value, name);
        }
        return exempt && GoValues.isAbsent(value) ? Absent.EXEMPT : value;
    }

    private static Object field(Object value, String name) {
        if (value instanceof TemplateMap map) {
            return map.get(name);
        }
        if (value == Absent.NULL) {
            throw new EvaluationFailure("." + name + " cannot be read: the value before it is null");
        }
        if (GoValues.isAbsent(value)) {
            return value;
        }
        throw new EvaluationFailure("." + name + " cannot be read from a " + GoValues.type(value));
    }
}
