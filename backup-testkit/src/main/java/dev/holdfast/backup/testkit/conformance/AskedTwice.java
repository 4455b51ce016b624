package dev.holdfast.backup.testkit.conformance;

/** Every plan and every check is asked for twice, of two drivers, with two clocks. */
record AskedTwice() implements Trouble {

    @Override
    public String name() {
        return "asked twice";
    }

    @Override
    public Outcome outcome() {
        return Outcome.SUCCEEDS;
    }

    @Override
    public void before(Scene scene) {
        scene.askTwice();
    }
}
