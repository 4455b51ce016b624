package dev.holdfast.backup.testkit.pods;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Resolves a container's environment from its spec. Reads only through the given source. */
final class EnvironmentPlanner {
    private final Pod pod;
    private final ConfigSource source;
    private final String namespace;

    EnvironmentPlanner(Pod pod, ConfigSource source) {
        this.pod = pod;
        this.source = source;
        this.namespace = pod.getMetadata().getNamespace();
    }

    /** The variables of {@code envFrom}, then {@code env}, each expanded with those before it. */
    Map<String, String> environment(Container container) {
        Map<String, String> result = new LinkedHashMap<>();
        container.getEnvFrom().forEach(from -> addAll(result, from));
        for (EnvVar variable : container.getEnv()) {
            if (variable.getValueFrom() == null) {
                String value = Optional.ofNullable(variable.getValue()).orElse("");
                result.put(variable.getName(), VariableExpansion.expand(value, result));
            } else {
                referenced(variable.getValueFrom()).ifPresent(value -> result.put(variable.getName(), value));
            }
        }
        return result;
    }

    private void addAll(Map<String, String> result, EnvFromSource from) {
        String prefix = Optional.ofNullable(from.getPrefix()).orElse("");
        Map<String, byte[]> data = Map.of();
        if (from.getSecretRef() != null) {
            data = secret(
                            from.getSecretRef().getName(),
                            optional(from.getSecretRef().getOptional()))
                    .orElse(Map.of());
        } else if (from.getConfigMapRef() != null) {
            data = configMap(
                            from.getConfigMapRef().getName(),
                            optional(from.getConfigMapRef().getOptional()))
                    .orElse(Map.of());
        }
        data.forEach((key, value) -> result.put(prefix + key, new String(value, UTF_8)));
    }

    private Optional<String> referenced(EnvVarSource from) {
        if (from.getSecretKeyRef() != null) {
            var ref = from.getSecretKeyRef();
            boolean optional = optional(ref.getOptional());
            return secret(ref.getName(), optional)
                    .flatMap(data -> key(data, ref.getKey(), "Secret", ref.getName(), optional));
        }
        if (from.getConfigMapKeyRef() != null) {
            var ref = from.getConfigMapKeyRef();
            boolean optional = optional(ref.getOptional());
            return configMap(ref.getName(), optional)
                    .flatMap(data -> key(data, ref.getKey(), "ConfigMap", ref.getName(), optional));
        }
        if (from.getFieldRef() != null) {
            return Optional.of(FieldRefs.value(pod, from.getFieldRef().getFieldPath()));
        }
        throw PlanRefusal.config(
                "the process runner knows secretKeyRef, configMapKeyRef and fieldRef in valueFrom only");
    }

    private Optional<Map<String, byte[]>> secret(String name, boolean optional) {
        Optional<Map<String, byte[]>> data = source.secret(namespace, name);
        if (data.isEmpty() && !optional) {
            throw PlanRefusal.config("secret \"" + name + "\" not found");
        }
        return data;
    }

    private Optional<Map<String, byte[]>> configMap(String name, boolean optional) {
        Optional<Map<String, byte[]>> data = source.configMap(namespace, name);
        if (data.isEmpty() && !optional) {
            throw PlanRefusal.config("configmap \"" + name + "\" not found");
        }
        return data;
    }

    private Optional<String> key(Map<String, byte[]> data, String key, String kind, String name, boolean optional) {
        byte[] value = data.get(key);
        if (value == null && !optional) {
            throw PlanRefusal.config("couldn't find key " + key + " in " + kind + " " + namespace + "/" + name);
        }
        return Optional.ofNullable(value).map(bytes -> new String(bytes, UTF_8));
    }

    static boolean optional(Boolean flag) {
        return Boolean.TRUE.equals(flag);
    }
}
