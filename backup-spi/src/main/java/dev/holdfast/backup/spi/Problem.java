package dev.holdfast.backup.spi;

import java.util.Optional;

/**
 * One thing that is wrong.
 *
 * @param reason CamelCase, documented by the engine or by the descriptor's reasons
 * @param message what failed, what was expected, what to do; never a secret
 * @param field JSON pointer into the user's object, if one field is to blame
 * @param involvedObject the object to look at, if it is not the run itself
 */
public record Problem(String reason, String message, Optional<String> field, Optional<ObjectRef> involvedObject) {

    /** Checks the reason's form. */
    public Problem {
        ReasonFormat.require(reason);
    }

    /** A problem of the run as a whole. */
    public static Problem of(String reason, String message) {
        return new Problem(reason, message, Optional.empty(), Optional.empty());
    }

    /** The same, at a field given as a JSON pointer. */
    public Problem at(String pointer) {
        return new Problem(reason, message, Optional.of(pointer), involvedObject);
    }

    /** The same, on another object. */
    public Problem on(ObjectRef object) {
        return new Problem(reason, message, field, Optional.of(object));
    }

    /** Field and message in one line. */
    public String text() {
        return field.map(f -> f + ": ").orElse("") + message;
    }
}
