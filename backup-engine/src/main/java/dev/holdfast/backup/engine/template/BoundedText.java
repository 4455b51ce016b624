package dev.holdfast.backup.engine.template;

import java.io.Writer;

/** Text that fails instead of growing beyond a bound. */
final class BoundedText extends Writer {
    private final StringBuilder text = new StringBuilder();
    private final int limit;

    BoundedText(int limit) {
        this.limit = limit;
    }

    @Override
    public void write(char[] chars, int offset, int length) {
        room(length);
        text.append(chars, offset, length);
    }

    @Override
    public void write(String chars) {
        append(chars);
    }

    @Override
    public void write(String chars, int offset, int length) {
        room(length);
        text.append(chars, offset, offset + length);
    }

    @Override
    public BoundedText append(CharSequence chars) {
        room(chars.length());
        text.append(chars);
        return this;
    }

    @Override
    public BoundedText append(char c) {
        room(1);
        text.append(c);
        return this;
    }

    @Override
    public void flush() {
        // Nothing is buffered elsewhere.
    }

    @Override
    public void close() {
        // There is nothing to release.
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private void room(int more) {
        if ((long) text.length() + more > limit) {
            throw new EvaluationFailure("the output would be longer than " + limit + " characters");
        }
    }
}
