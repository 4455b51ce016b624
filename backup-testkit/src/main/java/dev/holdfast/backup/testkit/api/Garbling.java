package dev.holdfast.backup.testkit.api;

/** How a watch may tell of changes in another way than they came. Changes of one object stay in their order. */
public enum Garbling {
    /** Each is told twice. */
    DOUBLED("doubled"),
    /** Each comes some time later. */
    LATE("late"),
    /** Each changes places with the next one, if that is of another object. */
    SWAPPED("out of order"),
    /** None is told. */
    SWALLOWED("swallowed");

    private final String words;

    Garbling(String words) {
        this.words = words;
    }

    /** What may be said of such events. */
    public String words() {
        return words;
    }
}
