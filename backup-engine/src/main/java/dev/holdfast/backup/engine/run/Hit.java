package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.spi.ObjectRef;

/**
 * A live object that a stage deletes or changes, as it was found when the stage was entered. It was captured in the same write.
 *
 * @param stage that is about it
 * @param ref its address
 * @param uid of the object; a different one under the name is not it
 */
public record Hit(String stage, ObjectRef ref, String uid) {}
