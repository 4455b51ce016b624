package dev.holdfast.backup.engine.template;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A block whose end has not been read yet. */
final class OpenBlock {
    enum Kind {
        ROOT,
        DEFINE,
        IF,
        WITH,
        RANGE;

        static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean hasElse() {
            return this != ROOT && this != DEFINE;
        }
    }

    private final Kind kind;
    private final Origin origin;
    private final String name;
    private final Optional<Pipeline> pipeline;
    private final boolean chained;
    private final Set<String> outer;
    private final List<Node> then = new ArrayList<>();
    private final List<Node> otherwise = new ArrayList<>();
    private Set<String> variables;
    private boolean inElse;

    private OpenBlock(
            Kind kind, Origin origin, String name, Optional<Pipeline> pipeline, boolean chained, Set<String> outer) {
        this.kind = kind;
        this.origin = origin;
        this.name = name;
        this.pipeline = pipeline;
        this.chained = chained;
        this.outer = outer;
        this.variables = new HashSet<>(outer);
    }

    static OpenBlock root() {
        return new OpenBlock(Kind.ROOT, Origin.WHOLE, "", Optional.empty(), false, Set.of("$"));
    }

    static OpenBlock definition(Origin origin, String name) {
        return new OpenBlock(Kind.DEFINE, origin, name, Optional.empty(), false, Set.of("$"));
    }

    /** A control block inside this one; {@code chained} when the same end closes both. */
    OpenBlock inner(Kind innerKind, Origin start, Optional<Pipeline> condition, boolean chainedToThis) {
        return new OpenBlock(innerKind, start, "", condition, chainedToThis, variables);
    }

    void add(Node node) {
        (inElse ? otherwise : then).add(node);
    }

    /** Variables declared in the first part are gone; those of the condition stay. */
    void startElse() {
        inElse = true;
        Set<String> kept = new HashSet<>(outer);
        pipeline.filter(Pipeline::declares).ifPresent(condition -> kept.addAll(condition.variables()));
        variables = kept;
    }

    Node node() {
        Pipeline condition = pipeline.orElseThrow();
        return switch (kind) {
            case IF -> new Node.Branch(origin, condition, List.copyOf(then), List.copyOf(otherwise));
            case WITH -> new Node.With(origin, condition, List.copyOf(then), List.copyOf(otherwise));
            default -> new Node.Range(origin, condition, List.copyOf(then), List.copyOf(otherwise));
        };
    }

    List<Node> body() {
        return List.copyOf(then);
    }

    Kind kind() {
        return kind;
    }

    Origin origin() {
        return origin;
    }

    String name() {
        return name;
    }

    boolean chained() {
        return chained;
    }

    boolean inElse() {
        return inElse;
    }

    Set<String> variables() {
        return variables;
    }
}
