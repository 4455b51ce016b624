package dev.holdfast.backup.engine.template;

/** Text that charges a step for every few characters looked at, so that no match runs for ever. */
final class MeteredText implements CharSequence {
    private static final int LOOKS_PER_STEP = 32;

    private final String text;
    private final Meter meter;
    private int looks;

    MeteredText(String text, Meter meter) {
        this.text = text;
        this.meter = meter;
    }

    @Override
    public char charAt(int index) {
        if (++looks % LOOKS_PER_STEP == 0) {
            meter.step();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
