package dev.holdfast.backup.testkit.pods;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads Secrets and ConfigMaps live, so that one made a moment ago is seen. */
final class ClientConfigSource implements ConfigSource {
    private final KubernetesClient client;

    ClientConfigSource(KubernetesClient client) {
        this.client = client;
    }

    @Override
    public Optional<Map<String, byte[]>> secret(String namespace, String name) {
        return Optional.ofNullable(
                        client.secrets().inNamespace(namespace).withName(name).get())
                .map(ClientConfigSource::bytes);
    }

    @Override
    public Optional<Map<String, byte[]>> configMap(String namespace, String name) {
        return Optional.ofNullable(client.configMaps()
                        .inNamespace(namespace)
                        .withName(name)
                        .get())
                .map(ClientConfigSource::bytes);
    }

    private static Map<String, byte[]> bytes(Secret secret) {
        Map<String, byte[]> data = decoded(secret.getData());
        if (secret.getStringData() != null) {
            secret.getStringData().forEach((key, value) -> data.put(key, value.getBytes(UTF_8)));
        }
        return data;
    }

    private static Map<String, byte[]> bytes(ConfigMap map) {
        Map<String, byte[]> data = decoded(map.getBinaryData());
        if (map.getData() != null) {
            map.getData().forEach((key, value) -> data.put(key, value.getBytes(UTF_8)));
        }
        return data;
    }

    private static Map<String, byte[]> decoded(Map<String, String> base64) {
        Map<String, byte[]> data = new HashMap<>();
        if (base64 != null) {
            base64.forEach((key, value) -> data.put(key, Base64.getDecoder().decode(value)));
        }
        return data;
    }
}
