package dev.holdfast.backup.testkit.conformance;

/** Nothing happens. */
record NoTrouble() implements Trouble {

    @Override
    public String name() {
        return "clean";
    }

    @Override
    public Outcome outcome() {
        return Outcome.SUCCEEDS;
    }
}
