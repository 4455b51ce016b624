package dev.holdfast.backup.spi;

import java.util.List;

/**
 * A Secret that a run needs, in the run's namespace.
 *
 * @param name of the Secret
 * @param keys that must be in it; their values are redacted from everything the engine writes
 */
public record SecretUse(String name, List<String> keys) {

    /** Copies the list. */
    public SecretUse {
        keys = List.copyOf(keys);
    }

    /** A Secret and the keys that must be in it. */
    public static SecretUse of(String name, String... keys) {
        return new SecretUse(name, List.of(keys));
    }
}
