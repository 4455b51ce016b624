package dev.holdfast.backup.spi;

/**
 * What a run must have for itself. Restores take their keys exclusively, backups share them with one another.
 *
 * @param value canonical text; equal text means the same lock
 */
public record LockKey(String value) {

    /** The data object itself: the operator's object rather than the application, so that two ways to it are one key. */
    public static LockKey of(ObjectRef object) {
        return new LockKey(
                object.kind().group() + "/" + object.kind().kind() + "/" + object.namespace() + "/" + object.name());
    }

    /** An application that stands for its own data. */
    public static LockKey of(ApplicationRef application) {
        return new LockKey(application.group() + "/" + application.kind() + "/" + application.namespace() + "/"
                + application.name());
    }

    /** A named slot of the system, for operators that do one thing at a time. */
    public static LockKey slot(String name) {
        return new LockKey("slot/" + name);
    }
}
