package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.spi.ObjectRef;

/**
 * An object that a run has made.
 *
 * @param stage that made it
 * @param ref its address
 * @param uid of the object; a different one under the name is not the child
 */
public record Child(String stage, ObjectRef ref, String uid) {}
