package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.engine.cluster.Cluster;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.SecretUse;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads Secrets by name, live, never listed and never kept. What it returns stays inside the engine. Thread-safe. */
final class Secrets {

    private final Cluster cluster;

    Secrets(Cluster cluster) {
        this.cluster = cluster;
    }

    /** The decoded values; empty if there is no such Secret. */
    Optional<Map<String, String>> read(String namespace, String name) {
        return cluster.get(new ObjectRef(Kinds.SECRET, namespace, name))
                .object()
                .map(Secrets::values);
    }

    private static Map<String, String> values(GenericKubernetesResource secret) {
        Map<String, String> encoded = secret.get("data");
        Map<String, String> values = new HashMap<>();
        if (encoded != null) {
            encoded.forEach(
                    (k, v) -> values.put(k, new String(Base64.getDecoder().decode(v), StandardCharsets.UTF_8)));
        }
        return values;
    }

    boolean hasKeys(String namespace, SecretUse use) {
        return read(namespace, use.name())
                .filter(v -> v.keySet().containsAll(use.keys()))
                .isPresent();
    }

    boolean sameData(String namespace, SecretUse one, SecretUse other) {
        Map<String, String> left = read(namespace, one.name()).orElse(Map.of());
        Map<String, String> right = read(namespace, other.name()).orElse(Map.of());
        if (one.keys().size() != other.keys().size()) {
            return false;
        }
        for (int i = 0; i < one.keys().size(); i++) {
            String value = left.get(one.keys().get(i));
            if (value == null || !value.equals(right.get(other.keys().get(i)))) {
                return false;
            }
        }
        return true;
    }
}
