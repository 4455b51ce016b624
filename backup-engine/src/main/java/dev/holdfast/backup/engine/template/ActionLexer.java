package dev.holdfast.backup.engine.template;

import java.util.ArrayList;
import java.util.List;

/** Splits the code of one action into tokens. */
final class ActionLexer {
    private final String code;
    private final List<Token> tokens = new ArrayList<>();
    private int position;

    private ActionLexer(String code) {
        this.code = code;
    }

    /** Throws {@link EvaluationFailure} on characters that do not belong. */
    static List<Token> tokens(String code) {
        ActionLexer lexer = new ActionLexer(code);
        while (lexer.position < code.length()) {
            lexer.next();
        }
        return lexer.tokens;
    }

    private void next() {
        char c = code.charAt(position);
        if (SegmentScanner.isSpace(c)) {
            take(Token.Kind.SPACE, spanWhileSpace());
        } else if (c == '"' || c == '\'' || c == '`') {
            quoted(c);
        } else if (c == '$' || (c == '.' && !digitAt(position + 1))) {
            fieldOrVariable(c);
        } else if (isDigit(c) || c == '.' || ((c == '+' || c == '-') && numberAfterSign())) {
            take(Token.Kind.NUMBER, numberEnd());
        } else if (isWordPart(code.codePointAt(position))) {
            take(Token.Kind.WORD, wordEnd(position));
            requireTerminator();
        } else {
            symbol(c);
        }
    }

    private void symbol(char c) {
        switch (c) {
            case '|' -> take(Token.Kind.PIPE, position + 1);
            case '(' -> take(Token.Kind.OPEN, position + 1);
            case ')' -> take(Token.Kind.CLOSE, position + 1);
            case ',' -> take(Token.Kind.COMMA, position + 1);
            case '=' -> take(Token.Kind.ASSIGN, position + 1);
            case ':' -> {
                if (!code.startsWith(":=", position)) {
                    throw new EvaluationFailure("expected :=");
                }
                take(Token.Kind.DECLARE, position + 2);
            }
            default -> throw new EvaluationFailure("unrecognized character " + shown(position));
        }
    }

    private void take(Token.Kind kind, int end) {
        tokens.add(new Token(kind, code.substring(position, end)));
        position = end;
    }

    private void fieldOrVariable(char first) {
        int end = wordEnd(position + 1);
        boolean bare = end == position + 1;
        if (first == '$') {
            take(Token.Kind.VARIABLE, end);
        } else if (bare) {
            take(Token.Kind.DOT, end);
        } else {
            tokens.add(new Token(Token.Kind.FIELD, code.substring(position + 1, end)));
            position = end;
        }
        requireTerminator();
    }

    private void quoted(char quote) {
        int at = position + 1;
        while (at < code.length() && code.charAt(at) != quote) {
            at += quote != '`' && code.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= code.length()) {
            throw new EvaluationFailure("a quote (" + quote + ") is opened and not closed");
        }
        take(quote == '"' ? Token.Kind.QUOTED : quote == '`' ? Token.Kind.RAW : Token.Kind.CHARACTER, at + 1);
    }

    private int numberEnd() {
        int at = position + 1;
        boolean hex = code.startsWith("0x", position + (isDigit(code.charAt(position)) ? 0 : 1));
        while (at < code.length()) {
            char c = code.charAt(at);
            char before = Character.toLowerCase(code.charAt(at - 1));
            boolean exponentSign = (c == '+' || c == '-') && (before == 'p' || (before == 'e' && !hex));
            if (!isWordPart(c) && c != '.' && !exponentSign) {
                break;
            }
            at++;
        }
        return at;
    }

    private int wordEnd(int from) {
        int at = from;
        while (at < code.length() && isWordPart(code.codePointAt(at))) {
            at += Character.charCount(code.codePointAt(at));
        }
        return at;
    }

    private int spanWhileSpace() {
        int at = position;
        while (at < code.length() && SegmentScanner.isSpace(code.charAt(at))) {
            at++;
        }
        return at;
    }

    private void requireTerminator() {
        if (position < code.length()
                && !SegmentScanner.isSpace(code.charAt(position))
                && ".,|:()".indexOf(code.charAt(position)) < 0) {
            throw new EvaluationFailure("bad character " + shown(position)
                    + "; a key with characters other than letters, digits and _ is read with index");
        }
    }

    private String shown(int at) {
        int point = code.codePointAt(at);
        return String.format("U+%04X", point)
                + (Character.isISOControl(point) ? "" : " '" + Character.toString(point) + "'");
    }

    private boolean digitAt(int at) {
        return at < code.length() && isDigit(code.charAt(at));
    }

    private boolean numberAfterSign() {
        return digitAt(position + 1)
                || (position + 1 < code.length() && code.charAt(position + 1) == '.' && digitAt(position + 2));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWordPart(int point) {
        return point == '_' || Character.isLetter(point) || Character.isDigit(point);
    }
}
