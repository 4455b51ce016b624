package dev.holdfast.backup.engine.template;

/** Where an action stands: line from 1, and its text for messages. */
record Origin(int line, String action) {
    static final Origin WHOLE = new Origin(1, "");

    Origin {
        action = Shortened.to(TemplateProblem.MAX_ACTION, action);
    }
}
