package dev.holdfast.backup.engine.template;

/** A piece of a template: text to copy or an action to run. */
sealed interface Segment {
    /** Text, with what trim markers remove already gone. */
    record Text(String text) implements Segment {}

    /** An action without its delimiters; comments are left out by the scanner. */
    record Action(Origin origin, String code) implements Segment {}
}
