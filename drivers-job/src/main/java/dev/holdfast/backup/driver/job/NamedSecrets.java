package dev.holdfast.backup.driver.job;

import dev.holdfast.backup.spi.SecretUse;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecretEnvSource;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.SecretProjection;
import io.fabric8.kubernetes.api.model.SecretVolumeSource;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The Secrets without which the kubelet does not start a pod. Declaring them makes the run wait with the name of what is
 * missing, where the pod would be stuck.
 */
final class NamedSecrets {

    private final Map<String, Set<String>> keysByName = new TreeMap<>();

    private NamedSecrets() {}

    /** Those of environment and volumes that are not optional, by name, keys in order; no keys means all there are. */
    static List<SecretUse> of(PodSpec pod) {
        NamedSecrets secrets = new NamedSecrets();
        Stream.concat(pod.getInitContainers().stream(), pod.getContainers().stream())
                .forEach(secrets::addContainer);
        pod.getVolumes().forEach(secrets::addVolume);
        return secrets.keysByName.entrySet().stream()
                .map(e -> new SecretUse(e.getKey(), List.copyOf(e.getValue())))
                .toList();
    }

    private void addContainer(Container container) {
        for (EnvVar variable : container.getEnv()) {
            SecretKeySelector selector = variable.getValueFrom() == null
                    ? null
                    : variable.getValueFrom().getSecretKeyRef();
            if (selector != null) {
                add(
                        selector.getName(),
                        selector.getOptional(),
                        Stream.ofNullable(selector.getKey()).toList());
            }
        }
        for (EnvFromSource source : container.getEnvFrom()) {
            SecretEnvSource secret = source.getSecretRef();
            if (secret != null) {
                add(secret.getName(), secret.getOptional(), List.of());
            }
        }
    }

    private void addVolume(Volume volume) {
        SecretVolumeSource secret = volume.getSecret();
        if (secret != null) {
            add(secret.getSecretName(), secret.getOptional(), keys(secret.getItems()));
        }
        if (volume.getProjected() != null) {
            for (VolumeProjection source : volume.getProjected().getSources()) {
                SecretProjection projection = source.getSecret();
                if (projection != null) {
                    add(projection.getName(), projection.getOptional(), keys(projection.getItems()));
                }
            }
        }
    }

    private static List<String> keys(List<KeyToPath> items) {
        return items.stream().map(KeyToPath::getKey).toList();
    }

    // A reference without a name is for the API server to refuse; the model's getters answer null for what is left out.
    private void add(@Nullable String name, @Nullable Boolean optional, List<String> keys) {
        if (name != null && !name.isEmpty() && !Boolean.TRUE.equals(optional)) {
            keysByName.computeIfAbsent(name, n -> new TreeSet<>()).addAll(keys);
        }
    }
}
