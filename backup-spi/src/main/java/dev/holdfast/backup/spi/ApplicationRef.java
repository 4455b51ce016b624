package dev.holdfast.backup.spi;

import java.util.Optional;

/**
 * An application, normalised: the group is never missing.
 *
 * @param group API group, {@code apps.cozystack.io} when the user left it out
 * @param kind CamelCase singular
 * @param namespace the run's namespace
 * @param name name of the application object
 * @param uid of the object at planning; empty where it does not exist any more (reclaim, verify)
 */
public record ApplicationRef(String group, String kind, String namespace, String name, Optional<String> uid) {

    /** Whether both are applications of one kind. */
    public boolean sameKindAs(ApplicationRef other) {
        return group.equals(other.group) && kind.equals(other.kind);
    }

    /** Whether both name the same application, whatever object bears the name now. */
    public boolean sameNameAs(ApplicationRef other) {
        return sameKindAs(other) && namespace.equals(other.namespace) && name.equals(other.name);
    }

    /** For messages: {@code Postgres tenant-a/db}. */
    @Override
    public String toString() {
        return kind + " " + namespace + "/" + name;
    }
}
