package dev.holdfast.backup.engine.template;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Runs statements and writes what they print. Throws {@link LeafFailure}. For one rendering. */
final class NodeEvaluator implements Node.Visitor<NodeEvaluator.Flow> {
    /** How a statement ended. */
    enum Flow {
        NEXT,
        BREAK,
        CONTINUE
    }

    private final Run run;
    private final Variables variables;
    private final PipelineEvaluator pipelines;
    private Object dot;

    NodeEvaluator(Run run, Object dot) {
        this.run = run;
        this.variables = new Variables(dot);
        this.pipelines = new PipelineEvaluator(run, variables);
        this.dot = dot;
    }

    /** Runs statements in order until one jumps. */
    Flow body(List<Node> nodes) {
        for (Node node : nodes) {
            Flow flow = node.accept(this);
            if (flow != Flow.NEXT) {
                return flow;
            }
        }
        return Flow.NEXT;
    }

    @Override
    public Flow text(Node.Text node) {
        return at(Origin.WHOLE, () -> {
            run.meter().step();
            run.out().append(node.text());
            return Flow.NEXT;
        });
    }

    @Override
    public Flow output(Node.Output node) {
        return at(node.origin(), () -> {
            Object value = set(node.pipeline());
            if (node.pipeline().variables().isEmpty()) {
                print(value);
            }
            return Flow.NEXT;
        });
    }

    @Override
    public Flow branch(Node.Branch node) {
        return at(
                node.origin(),
                () -> scoped(dot, () -> {
                    boolean holds = GoValues.truth(set(node.pipeline()));
                    return body(holds ? node.then() : node.otherwise());
                }));
    }

    @Override
    public Flow with(Node.With node) {
        return at(
                node.origin(),
                () -> scoped(dot, () -> {
                    Object value = set(node.pipeline());
                    if (!GoValues.truth(value)) {
                        return body(node.otherwise());
                    }
                    dot = value;
                    return body(node.then());
                }));
    }

    @Override
    public Flow range(Node.Range node) {
        return at(
                node.origin(),
                () -> scoped(dot, () -> {
                    Object value = pipelines.value(node.pipeline(), dot);
                    return items(node, value) ? Flow.NEXT : body(node.otherwise());
                }));
    }

    @Override
    public Flow invoke(Node.Invoke node) {
        return at(node.origin(), () -> {
            List<Node> body = run.definitions().get(node.name());
            if (body == null) {
                throw new EvaluationFailure("template " + node.name() + " is not defined in this string");
            }
            Object argument = node.argument()
                    .map(pipeline -> pipelines.value(pipeline, dot))
                    .orElse(Absent.MISSING);
            run.meter().enter();
            new NodeEvaluator(run, argument).body(body);
            run.meter().leave();
            return Flow.NEXT;
        });
    }

    @Override
    public Flow jump(Node.Jump node) {
        return node.leaves() ? Flow.BREAK : Flow.CONTINUE;
    }

    private boolean items(Node.Range node, Object value) {
        if (value instanceof TemplateMap map) {
            for (Map.Entry<String, Object> entry : map.entries().entrySet()) {
                if (item(node, entry.getKey(), entry.getValue()) == Flow.BREAK) {
                    break;
                }
            }
            return !map.entries().isEmpty();
        }
        if (value instanceof TemplateList list) {
            long index = 0;
            for (Object item : list.items()) {
                if (item(node, index++, item) == Flow.BREAK) {
                    break;
                }
            }
            return !list.items().isEmpty();
        }
        if (value instanceof Long count) {
            for (long i = 0; i < count; i++) {
                if (item(node, i, i) == Flow.BREAK) {
                    break;
                }
            }
            return count > 0;
        }
        if (GoValues.isAbsent(value)) {
            return false;
        }
        throw new EvaluationFailure("range cannot go through a " + GoValues.type(value));
    }

    private Flow item(Node.Range node, Object key, Object item) {
        run.meter().step();
        return scoped(item, () -> {
            List<String> names = node.pipeline().variables();
            for (int i = 0; i < names.size(); i++) {
                boolean last = i == names.size() - 1;
                set(node.pipeline(), names.get(i), last ? item : key);
            }
            return body(node.then());
        });
    }

    /** Evaluates and sets the variable, if there is one. */
    private Object set(Pipeline pipeline) {
        Object value = pipelines.value(pipeline, dot);
        pipeline.variables().forEach(name -> set(pipeline, name, value));
        return value;
    }

    private void set(Pipeline pipeline, String name, Object value) {
        if (pipeline.declares()) {
            variables.declare(name, value);
        } else {
            variables.assign(name, value);
        }
    }

    private void print(Object value) {
        if (value == Absent.MISSING && run.failOnMissing()) {
            throw new EvaluationFailure(MissingValue.MESSAGE);
        }
        if (GoValues.isAbsent(value)) {
            run.out().append(GoPrinter.NO_VALUE);
        } else {
            GoPrinter.print(value, run.out());
        }
    }

    /** Runs with another current value; variables declared inside are gone afterwards. */
    private Flow scoped(Object value, Supplier<Flow> statement) {
        Object outer = dot;
        int mark = variables.mark();
        run.meter().enter();
        dot = value;
        Flow flow = statement.get();
        dot = outer;
        variables.release(mark);
        run.meter().leave();
        return flow;
    }

    private static Flow at(Origin origin, Supplier<Flow> statement) {
        try {
            return statement.get();
        } catch (EvaluationFailure failure) {
            throw new LeafFailure(origin, failure.reason());
        }
    }
}
