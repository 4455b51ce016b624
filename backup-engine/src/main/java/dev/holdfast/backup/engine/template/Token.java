package dev.holdfast.backup.engine.template;

/** A word of an action. Fields and variables come without their dot or with their dollar sign. */
record Token(Kind kind, String text) {
    static final Token END = new Token(Kind.END, "end of the action");

    enum Kind {
        SPACE,
        DOT,
        FIELD,
        VARIABLE,
        WORD,
        QUOTED,
        RAW,
        CHARACTER,
        NUMBER,
        PIPE,
        OPEN,
        CLOSE,
        DECLARE,
        ASSIGN,
        COMMA,
        END
    }

    boolean is(Kind other) {
        return kind == other;
    }
}
