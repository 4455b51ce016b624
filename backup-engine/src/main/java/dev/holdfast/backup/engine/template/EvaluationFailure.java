package dev.holdfast.backup.engine.template;

/** A reason without a place; whoever knows the place turns it into a {@link LeafFailure}. */
final class EvaluationFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EvaluationFailure(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
