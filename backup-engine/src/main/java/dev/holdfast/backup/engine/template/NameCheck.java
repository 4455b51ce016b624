package dev.holdfast.backup.engine.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds the function names and root keys a program uses. A root key is the first name after $ or after the root dot. */
final class NameCheck implements Node.Visitor<NameCheck>, Operand.Visitor<NameCheck> {
    /** A name and where it stands. */
    record Use(Origin origin, String name) {}

    private final List<Use> functions = new ArrayList<>();
    private final List<Use> roots = new ArrayList<>();
    private Origin origin = Origin.WHOLE;
    private boolean dotIsRoot = true;
    private boolean dollarIsRoot = true;

    private NameCheck() {}

    static NameCheck of(Program program) {
        NameCheck check = new NameCheck();
        check.body(program.body());
        check.dollarIsRoot = false;
        check.dotIsRoot = false;
        program.definitions().values().forEach(check::body);
        return check;
    }

    List<Use> functions() {
        return functions;
    }

    List<Fault> unknownRoots(Set<String> known) {
        return unknownRoots(roots, known);
    }

    static List<Fault> unknownRoots(List<Use> roots, Set<String> known) {
        return roots.stream()
                .filter(use -> !known.contains(use.name()))
                .map(use -> new Fault(
                        use.origin(),
                        "unknown root key ." + use.name() + "; known: "
                                + String.join(", ", known.stream().sorted().toList())))
                .toList();
    }

    private void body(List<Node> nodes) {
        nodes.forEach(node -> node.accept(this));
    }

    private void pipeline(Origin place, Pipeline pipeline) {
        origin = place;
        words(pipeline);
    }

    private void words(Pipeline pipeline) {
        pipeline.commands().forEach(command -> command.words().forEach(word -> word.accept(this)));
    }

    private NameCheck block(Origin place, Pipeline pipeline, List<Node> then, List<Node> otherwise, boolean moves) {
        pipeline(place, pipeline);
        boolean outer = dotIsRoot;
        dotIsRoot = outer && !moves;
        body(then);
        dotIsRoot = outer;
        body(otherwise);
        return this;
    }

    @Override
    public NameCheck text(Node.Text node) {
        return this;
    }

    @Override
    public NameCheck output(Node.Output node) {
        pipeline(node.origin(), node.pipeline());
        return this;
    }

    @Override
    public NameCheck branch(Node.Branch node) {
        return block(node.origin(), node.pipeline(), node.then(), node.otherwise(), false);
    }

    @Override
    public NameCheck with(Node.With node) {
        return block(node.origin(), node.pipeline(), node.then(), node.otherwise(), true);
    }

    @Override
    public NameCheck range(Node.Range node) {
        return block(node.origin(), node.pipeline(), node.then(), node.otherwise(), true);
    }

    @Override
    public NameCheck invoke(Node.Invoke node) {
        node.argument().ifPresent(argument -> pipeline(node.origin(), argument));
        return this;
    }

    @Override
    public NameCheck jump(Node.Jump node) {
        return this;
    }

    @Override
    public NameCheck field(Operand.Field operand) {
        root(dotIsRoot, operand.path());
        return this;
    }

    @Override
    public NameCheck variable(Operand.Variable operand) {
        root(dollarIsRoot && operand.name().equals("$"), operand.path());
        return this;
    }

    @Override
    public NameCheck literal(Operand.Literal operand) {
        return this;
    }

    @Override
    public NameCheck nil(Operand.Nil operand) {
        return this;
    }

    @Override
    public NameCheck nested(Operand.Nested operand) {
        words(operand.pipeline());
        return this;
    }

    @Override
    public NameCheck function(Operand.Function operand) {
        functions.add(new Use(origin, operand.name()));
        return this;
    }

    private void root(boolean fromRoot, List<String> path) {
        if (fromRoot && !path.isEmpty()) {
            roots.add(new Use(origin, path.get(0)));
        }
    }
}
