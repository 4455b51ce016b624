package dev.holdfast.backup.testkit.vault;

/** Brings one object a step further, from what is read now. Called by one thread. */
@FunctionalInterface
interface Reconciler {

    /**
     * Takes the next step, if there is one.
     *
     * @return whether to look again at once
     */
    boolean step(String namespace, String name);
}
