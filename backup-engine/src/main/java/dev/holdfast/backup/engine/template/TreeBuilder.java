package dev.holdfast.backup.engine.template;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Builds the tree of a template from its segments, in order. Throws {@link LeafFailure} on syntax errors. */
final class TreeBuilder {
    private static final Set<String> STATEMENTS =
            Set.of("if", "with", "range", "else", "end", "define", "block", "template", "break", "continue");

    private final int maxNesting;
    private final Map<String, List<Node>> definitions = new HashMap<>();
    private final Deque<OpenBlock> open = new ArrayDeque<>();
    private final OpenBlock top = OpenBlock.root();

    TreeBuilder(int maxNesting) {
        this.maxNesting = maxNesting;
        open.push(top);
    }

    void accept(Segment segment) {
        if (segment instanceof Segment.Text text) {
            current().add(new Node.Text(text.text()));
        } else if (segment instanceof Segment.Action action) {
            try {
                action(action.origin(), ActionLexer.tokens(action.code()));
            } catch (EvaluationFailure failure) {
                throw new LeafFailure(action.origin(), failure.reason());
            }
        }
    }

    Program finish() {
        if (current() != top) {
            throw new LeafFailure(current().origin(), "the block is not closed with {{ end }}");
        }
        return new Program(top.body(), Map.copyOf(definitions));
    }

    private void action(Origin origin, List<Token> tokens) {
        List<Token> words = tokens;
        while (!words.isEmpty() && words.get(0).is(Token.Kind.SPACE)) {
            words = words.subList(1, words.size());
        }
        boolean statement = !words.isEmpty()
                && words.get(0).is(Token.Kind.WORD)
                && STATEMENTS.contains(words.get(0).text());
        if (statement) {
            statement(origin, words.get(0).text(), words.subList(1, words.size()));
        } else {
            Pipeline pipeline = pipeline("the action", words);
            declare(pipeline);
            current().add(new Node.Output(origin, pipeline));
        }
    }

    private void statement(Origin origin, String word, List<Token> rest) {
        switch (word) {
            case "if", "with", "range" -> openControl(OpenBlock.Kind.of(word), origin, rest, false);
            case "else" -> otherwise(origin, rest);
            case "end" -> {
                requireNothing(rest, word);
                close();
            }
            case "define" -> define(origin, rest);
            case "block" -> block(origin, rest);
            case "template" -> template(origin, rest);
            default -> {
                requireNothing(rest, word);
                jump(word);
            }
        }
    }

    private void openControl(OpenBlock.Kind kind, Origin origin, List<Token> rest, boolean chained) {
        Pipeline pipeline = new PipelineParser(rest, current().variables(), maxNesting)
                .parse(kind.word(), kind == OpenBlock.Kind.RANGE);
        push(current().inner(kind, origin, Optional.of(pipeline), chained));
        declare(pipeline);
    }

    private void otherwise(Origin origin, List<Token> rest) {
        OpenBlock block = current();
        if (!block.kind().hasElse() || block.inElse()) {
            throw new EvaluationFailure("unexpected else");
        }
        List<Token> words = TokenText.withoutBlanks(rest);
        block.startElse();
        if (words.isEmpty()) {
            return;
        }
        boolean continues = words.get(0).is(Token.Kind.WORD)
                && words.get(0).text().equals(block.kind().word())
                && block.kind() != OpenBlock.Kind.RANGE;
        if (!continues) {
            throw new EvaluationFailure("unexpected " + words.get(0).text() + " after else");
        }
        openControl(block.kind(), origin, rest.subList(rest.indexOf(words.get(0)) + 1, rest.size()), true);
    }

    private void close() {
        boolean chained = true;
        while (chained) {
            OpenBlock block = current();
            if (block == top) {
                throw new EvaluationFailure("unexpected end: no block is open");
            }
            open.pop();
            chained = block.chained();
            if (block.kind() == OpenBlock.Kind.DEFINE) {
                definitions.put(block.name(), block.body());
            } else {
                current().add(block.node());
            }
        }
    }

    private void define(Origin origin, List<Token> rest) {
        if (current() != top) {
            throw new EvaluationFailure("define is only allowed outside other blocks");
        }
        List<Token> words = TokenText.withoutBlanks(rest);
        if (words.size() != 1) {
            throw new EvaluationFailure("define takes one quoted name");
        }
        push(OpenBlock.definition(origin, TokenText.name(words.get(0))));
    }

    private void block(Origin origin, List<Token> rest) {
        Node.Invoke invoke = invocation(origin, rest);
        if (invoke.argument().isEmpty()) {
            throw new EvaluationFailure("missing value for block");
        }
        current().add(invoke);
        push(OpenBlock.definition(origin, invoke.name()));
    }

    private void template(Origin origin, List<Token> rest) {
        current().add(invocation(origin, rest));
    }

    private Node.Invoke invocation(Origin origin, List<Token> rest) {
        List<Token> words = TokenText.withoutBlanks(rest);
        if (words.isEmpty()) {
            throw new EvaluationFailure("template and block take a quoted name");
        }
        String name = TokenText.name(words.get(0));
        List<Token> argument = rest.subList(rest.indexOf(words.get(0)) + 1, rest.size());
        Optional<Pipeline> pipeline =
                words.size() == 1 ? Optional.empty() : Optional.of(pipeline("template", argument));
        return new Node.Invoke(origin, name, pipeline);
    }

    private void jump(String word) {
        boolean inLoop = open.stream()
                .takeWhile(block -> block.kind() != OpenBlock.Kind.DEFINE)
                .anyMatch(block -> block.kind() == OpenBlock.Kind.RANGE && !block.inElse());
        if (!inLoop) {
            throw new EvaluationFailure(word + " is only allowed inside range");
        }
        current().add(new Node.Jump(word.equals("break")));
    }

    private Pipeline pipeline(String statement, List<Token> tokens) {
        return new PipelineParser(tokens, current().variables(), maxNesting).parse(statement, false);
    }

    private void declare(Pipeline pipeline) {
        if (pipeline.declares()) {
            current().variables().addAll(pipeline.variables());
        }
    }

    private void push(OpenBlock block) {
        if (open.size() > maxNesting) {
            throw new EvaluationFailure("blocks are nested deeper than " + maxNesting + " levels");
        }
        open.push(block);
    }

    private static void requireNothing(List<Token> rest, String word) {
        if (!TokenText.withoutBlanks(rest).isEmpty()) {
            throw new EvaluationFailure("unexpected text after " + word);
        }
    }

    private OpenBlock current() {
        return open.element();
    }
}
