package dev.holdfast.backup.engine.template;

/**
 * One thing wrong with one template.
 *
 * @param pointer JSON pointer of the string value that holds the template; empty for the root or a lone string
 * @param line line inside that string, counted from 1
 * @param action text of the template action, shortened; empty when the whole template is meant
 * @param message what is wrong and what to do, shortened
 */
public record TemplateProblem(String pointer, int line, String action, String message) {
    static final int MAX_ACTION = 120;
    static final int MAX_MESSAGE = 300;

    /** Shortens what is too long for a status message. */
    public TemplateProblem {
        action = Shortened.to(MAX_ACTION, action);
        message = Shortened.to(MAX_MESSAGE, message);
    }

    @Override
    public String toString() {
        String place = pointer.isEmpty() ? "template" : pointer;
        String what = action.isEmpty() ? "" : " " + action;
        return place + " line " + line + what + ": " + message;
    }
}
