package dev.holdfast.backup.engine.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Parses the tokens of one action as a pipeline. Throws {@link EvaluationFailure} on syntax errors. */
final class PipelineParser {
    private final List<Token> tokens;
    private final Set<String> variables;
    private final int maxNesting;
    private int position;
    private int depth;

    /** {@code variables} are those in scope; what the action declares is not added here. */
    PipelineParser(List<Token> tokens, Set<String> variables, int maxNesting) {
        this.tokens = tokens;
        this.variables = variables;
        this.maxNesting = maxNesting;
    }

    /** Parses all tokens; {@code inRange} allows two variables. */
    Pipeline parse(String statement, boolean inRange) {
        List<String> declared = new ArrayList<>();
        boolean declares = declarations(declared, inRange);
        Pipeline pipeline = new Pipeline(List.copyOf(declared), declares, commands(statement));
        if (!peek().is(Token.Kind.END)) {
            throw unexpected(peek(), statement);
        }
        return pipeline;
    }

    private boolean declarations(List<String> declared, boolean inRange) {
        int start = position;
        skipSpace();
        while (peek().is(Token.Kind.VARIABLE)) {
            declared.add(next().text());
            skipSpace();
            Token token = peek();
            if (token.is(Token.Kind.DECLARE) || token.is(Token.Kind.ASSIGN)) {
                next();
                boolean declares = token.is(Token.Kind.DECLARE);
                if (!declares) {
                    declared.forEach(this::requireDeclared);
                }
                return declares;
            }
            if (!token.is(Token.Kind.COMMA) || !inRange || declared.size() > 1) {
                break;
            }
            next();
            skipSpace();
        }
        declared.clear();
        position = start;
        return false;
    }

    private List<Pipeline.Command> commands(String statement) {
        List<Pipeline.Command> commands = new ArrayList<>();
        boolean more = true;
        while (more) {
            Pipeline.Command command = command();
            if (command.words().isEmpty()) {
                throw new EvaluationFailure(
                        commands.isEmpty() ? "missing value for " + statement : "missing command after |");
            }
            requireExecutable(command, commands.size());
            commands.add(command);
            more = peek().is(Token.Kind.PIPE);
            if (more) {
                next();
            }
        }
        return List.copyOf(commands);
    }

    private static void requireExecutable(Pipeline.Command command, int before) {
        Operand first = command.words().get(0);
        boolean constant = first instanceof Operand.Literal
                || first instanceof Operand.Nil
                || (first instanceof Operand.Field field && field.path().isEmpty());
        if (before > 0 && constant) {
            throw new EvaluationFailure("part " + (before + 1) + " of the pipeline is not a function");
        }
    }

    private Pipeline.Command command() {
        List<Operand> words = new ArrayList<>();
        skipSpace();
        while (startsOperand(peek())) {
            words.add(operand());
            if (!peek().is(Token.Kind.SPACE)) {
                break;
            }
            skipSpace();
        }
        Token after = peek();
        if (!after.is(Token.Kind.PIPE) && !after.is(Token.Kind.CLOSE) && !after.is(Token.Kind.END)) {
            throw unexpected(after, "operand");
        }
        return new Pipeline.Command(List.copyOf(words));
    }

    private static boolean startsOperand(Token token) {
        return switch (token.kind()) {
            case DOT, FIELD, VARIABLE, WORD, QUOTED, RAW, CHARACTER, NUMBER, OPEN -> true;
            default -> false;
        };
    }

    private Operand operand() {
        Token token = next();
        return switch (token.kind()) {
            case DOT -> constant(new Operand.Field(List.of()));
            case FIELD -> new Operand.Field(path(token.text()));
            case VARIABLE -> {
                requireDeclared(token.text());
                yield new Operand.Variable(token.text(), path());
            }
            case OPEN -> nested();
            case WORD -> word(token.text());
            case QUOTED, RAW -> constant(new Operand.Literal(GoStrings.unquote(token.text())));
            case CHARACTER -> constant(new Operand.Literal(GoStrings.character(token.text())));
            default -> constant(new Operand.Literal(GoNumbers.parse(token.text())));
        };
    }

    private Operand word(String word) {
        return switch (word) {
            case "true", "false" -> constant(new Operand.Literal(Boolean.valueOf(word)));
            case "nil" -> constant(new Operand.Nil());
            case "if", "else", "end", "range", "with", "define", "template", "block", "break", "continue" ->
                throw new EvaluationFailure("unexpected " + word + " inside a pipeline");
            default -> new Operand.Function(word, path());
        };
    }

    private Operand nested() {
        if (++depth > maxNesting) {
            throw new EvaluationFailure("parentheses are nested deeper than " + maxNesting + " levels");
        }
        List<Pipeline.Command> commands = commands("parentheses");
        if (!next().is(Token.Kind.CLOSE)) {
            throw new EvaluationFailure("a parenthesis is not closed");
        }
        depth--;
        return new Operand.Nested(new Pipeline(List.of(), false, commands), path());
    }

    private Operand constant(Operand operand) {
        if (peek().is(Token.Kind.FIELD)) {
            throw new EvaluationFailure("unexpected ." + peek().text() + " after a constant");
        }
        return operand;
    }

    private List<String> path(String... first) {
        List<String> path = new ArrayList<>(List.of(first));
        while (peek().is(Token.Kind.FIELD)) {
            path.add(next().text());
        }
        return List.copyOf(path);
    }

    private void requireDeclared(String variable) {
        if (!variables.contains(variable)) {
            throw new EvaluationFailure("undefined variable " + variable);
        }
    }

    private static EvaluationFailure unexpected(Token token, String where) {
        String shown = token.is(Token.Kind.FIELD) ? "." + token.text() : token.text();
        return new EvaluationFailure("unexpected " + shown + " in " + where);
    }

    private void skipSpace() {
        while (peek().is(Token.Kind.SPACE)) {
            position++;
        }
    }

    private Token peek() {
        return position < tokens.size() ? tokens.get(position) : Token.END;
    }

    private Token next() {
        Token token = peek();
        position++;
        return token;
    }
}
