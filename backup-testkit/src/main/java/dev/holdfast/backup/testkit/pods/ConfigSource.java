package dev.holdfast.backup.testkit.pods;

import java.util.Map;
import java.util.Optional;

/** Where plans read Secrets and ConfigMaps; both as raw bytes by key. */
interface ConfigSource {
    /** The data of a Secret, empty when there is none. */
    Optional<Map<String, byte[]>> secret(String namespace, String name);

    /** The data of a ConfigMap, empty when there is none. */
    Optional<Map<String, byte[]>> configMap(String namespace, String name);
}
