package dev.holdfast.backup.testkit.conformance;

/** The artifact has got lost before anybody asks for it. */
record ArtifactLost() implements Trouble {

    @Override
    public String name() {
        return "artifact lost";
    }

    @Override
    public Outcome outcome() {
        return Outcome.FAILS;
    }

    @Override
    public Rule rule() {
        return Rule.I2;
    }

    @Override
    public boolean sparesArtifact() {
        return false;
    }

    @Override
    public void prepare(Scene scene, Course course) {
        scene.operator.lose(scene.older());
    }
}
