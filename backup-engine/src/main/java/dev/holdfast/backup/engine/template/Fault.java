package dev.holdfast.backup.engine.template;

/** One thing wrong inside a template. */
record Fault(Origin origin, String message) {
    TemplateProblem at(String pointer) {
        return new TemplateProblem(pointer, origin.line(), origin.action(), message);
    }
}
