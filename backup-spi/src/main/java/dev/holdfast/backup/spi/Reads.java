package dev.holdfast.backup.spi;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * What a driver may read. Each read, also one that found nothing, wakes the run when its answer may have changed; Secrets and
 * stores cannot be watched and are looked at again on a timer while the run waits.
 *
 * <p>Only kinds declared in the {@link DriverDescriptor} can be read, only in the run's namespace and in namespaces that the
 * declaration fixes; anything else throws {@link IllegalArgumentException}. Reading a declared kind that the cluster does not
 * serve ends the call as {@link Waiting} {@code KindMissing}: not installed is never taken for gone. API errors end the call
 * too; the engine repeats it.
 */
public interface Reads {

    /** The object, or empty if it does not exist. */
    Optional<GenericKubernetesResource> get(ObjectRef ref);

    /** The objects of {@code kind} in the run's namespace that bear the label, in no particular order. */
    List<GenericKubernetesResource> list(ResourceKind kind, String label, String value);

    /** What the latest warning events about {@code object} say; empty text if there are none or they may not be read. */
    String explain(GenericKubernetesResource object);

    /** A store that the driver knows of from its strategy or its Backup. */
    StoreReads store(StoreUse use);

    /** Whether the Secret exists and has every key; never shows a value. */
    boolean hasKeys(SecretUse use);

    /** Whether both Secrets hold the same values under their keys, in the given order; never shows a value. */
    boolean sameData(SecretUse one, SecretUse other);

    /** Whether the cluster serves {@code kind} and, if {@code fieldPath} is not empty, its schema has that dotted field. */
    boolean serves(ResourceKind kind, String fieldPath);

    /** The time; the only clock a driver uses. */
    InstantSource clock();

    /**
     * A name for a child: deterministic for this run, without dots, {@code base} and the run's name when they fit into
     * {@code max} characters, hash-shortened otherwise.
     *
     * @param max the longest name the operator can bear, with room for the suffixes it adds; 12 to 63
     */
    String childName(String base, int max);
}
