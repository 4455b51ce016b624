package dev.holdfast.backup.testkit.conformance;

/** The run bears as long a name as people give. */
record LongName() implements Trouble {

    private static final int LENGTH = 63;

    @Override
    public String name() {
        return "long name";
    }

    @Override
    public Outcome outcome() {
        return Outcome.SUCCEEDS;
    }

    @Override
    public Rule rule() {
        return Rule.NAMES;
    }

    @Override
    public Order order(Order order) {
        return order.named("n".repeat(LENGTH));
    }
}
