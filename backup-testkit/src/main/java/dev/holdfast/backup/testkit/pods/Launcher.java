package dev.holdfast.backup.testkit.pods;

/** Makes a plan concrete in one of the two ways of {@link Isolation}. */
sealed interface Launcher permits NamespaceLauncher, RewriteLauncher {
    /** Prepares the place on disk and says how to start the container. */
    Launch prepare(ContainerPlan plan, Launch.Place place);
}
