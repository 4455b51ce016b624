package dev.holdfast.backup.engine.template;

import java.util.List;

/** Reads tokens of statements that are not pipelines. */
final class TokenText {
    private TokenText() {}

    static List<Token> withoutBlanks(List<Token> tokens) {
        return tokens.stream().filter(token -> !token.is(Token.Kind.SPACE)).toList();
    }

    /** Returns a quoted name without its quotes. */
    static String name(Token token) {
        if (!token.is(Token.Kind.QUOTED) && !token.is(Token.Kind.RAW)) {
            throw new EvaluationFailure("expected a quoted template name, found " + token.text());
        }
        return GoStrings.unquote(token.text());
    }
}
