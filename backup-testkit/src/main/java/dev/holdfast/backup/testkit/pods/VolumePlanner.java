package dev.holdfast.backup.testkit.pods;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.holdfast.backup.testkit.pods.VolumePlan.FileContent;
import io.fabric8.kubernetes.api.model.DownwardAPIVolumeFile;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ProjectedVolumeSource;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides what each volume of a pod is made of. Reads only through the given source. */
final class VolumePlanner {
    private static final int DEFAULT_MODE = 0644;
    private static final String API_ACCESS_PREFIX = "kube-api-access-";
    private final Pod pod;
    private final ConfigSource source;
    private final String namespace;

    VolumePlanner(Pod pod, ConfigSource source) {
        this.pod = pod;
        this.source = source;
        this.namespace = pod.getMetadata().getNamespace();
    }

    /** The plans by volume name; the volume that gives access to the API server is left out. */
    Map<String, VolumePlan> volumes() {
        Map<String, VolumePlan> plans = new LinkedHashMap<>();
        for (Volume volume : pod.getSpec().getVolumes()) {
            if (!isApiAccess(volume.getName())) {
                plans.put(volume.getName(), plan(volume));
            }
        }
        return plans;
    }

    /** Whether this is the volume that the API server's admission adds to every pod for its service account. */
    static boolean isApiAccess(String volume) {
        return volume.startsWith(API_ACCESS_PREFIX);
    }

    private VolumePlan plan(Volume volume) {
        String name = volume.getName();
        if (volume.getEmptyDir() != null) {
            return new VolumePlan.Scratch();
        }
        if (volume.getPersistentVolumeClaim() != null) {
            return new VolumePlan.Claim(
                    namespace, volume.getPersistentVolumeClaim().getClaimName());
        }
        if (volume.getSecret() != null) {
            var secret = volume.getSecret();
            boolean optional = EnvironmentPlanner.optional(secret.getOptional());
            return new VolumePlan.Files(
                    secretFiles(name, secret.getSecretName(), secret.getItems(), secret.getDefaultMode(), optional));
        }
        if (volume.getConfigMap() != null) {
            var map = volume.getConfigMap();
            boolean optional = EnvironmentPlanner.optional(map.getOptional());
            return new VolumePlan.Files(
                    configFiles(name, map.getName(), map.getItems(), map.getDefaultMode(), optional));
        }
        if (volume.getDownwardAPI() != null) {
            var downward = volume.getDownwardAPI();
            return new VolumePlan.Files(downwardFiles(downward.getItems(), downward.getDefaultMode()));
        }
        if (volume.getProjected() != null) {
            return new VolumePlan.Files(projected(name, volume.getProjected()));
        }
        if (volume.getHostPath() != null) {
            throw PlanRefusal.config("volume \"" + name + "\": the process runner does not hand out hostPath "
                    + volume.getHostPath().getPath() + "; use an emptyDir or a persistentVolumeClaim");
        }
        throw PlanRefusal.config("volume \"" + name + "\": the process runner knows emptyDir, secret, configMap, "
                + "downwardAPI, projected and persistentVolumeClaim only");
    }

    private Map<String, FileContent> projected(String volume, ProjectedVolumeSource projected) {
        Map<String, FileContent> files = new LinkedHashMap<>();
        Integer mode = projected.getDefaultMode();
        for (VolumeProjection part : projected.getSources()) {
            if (part.getSecret() != null) {
                var secret = part.getSecret();
                boolean optional = EnvironmentPlanner.optional(secret.getOptional());
                files.putAll(secretFiles(volume, secret.getName(), secret.getItems(), mode, optional));
            } else if (part.getConfigMap() != null) {
                var map = part.getConfigMap();
                boolean optional = EnvironmentPlanner.optional(map.getOptional());
                files.putAll(configFiles(volume, map.getName(), map.getItems(), mode, optional));
            } else if (part.getDownwardAPI() != null) {
                files.putAll(downwardFiles(part.getDownwardAPI().getItems(), mode));
            } else {
                throw PlanRefusal.config("volume \"" + volume
                        + "\": the process runner projects secret, configMap and downwardAPI sources only");
            }
        }
        return files;
    }

    private Map<String, FileContent> secretFiles(
            String volume, String name, List<KeyToPath> items, @Nullable Integer mode, boolean optional) {
        Optional<Map<String, byte[]>> data = source.secret(namespace, name);
        if (data.isEmpty() && !optional) {
            throw PlanRefusal.mount(volume, "secret \"" + name + "\" not found");
        }
        return files(volume, "secret", data.orElse(Map.of()), items, mode, optional);
    }

    private Map<String, FileContent> configFiles(
            String volume, String name, List<KeyToPath> items, @Nullable Integer mode, boolean optional) {
        Optional<Map<String, byte[]>> data = source.configMap(namespace, name);
        if (data.isEmpty() && !optional) {
            throw PlanRefusal.mount(volume, "configmap \"" + name + "\" not found");
        }
        return files(volume, "config", data.orElse(Map.of()), items, mode, optional);
    }

    private static Map<String, FileContent> files(
            String volume,
            String kind,
            Map<String, byte[]> data,
            List<KeyToPath> items,
            @Nullable Integer defaultMode,
            boolean optional) {
        Map<String, FileContent> files = new LinkedHashMap<>();
        if (items.isEmpty()) {
            data.forEach((key, bytes) -> files.put(key, new FileContent(bytes, mode(null, defaultMode))));
        }
        for (KeyToPath item : items) {
            byte[] bytes = data.get(item.getKey());
            if (bytes != null) {
                files.put(item.getPath(), new FileContent(bytes, mode(item.getMode(), defaultMode)));
            } else if (!optional) {
                throw PlanRefusal.mount(volume, "references non-existent " + kind + " key: " + item.getKey());
            }
        }
        return files;
    }

    private Map<String, FileContent> downwardFiles(List<DownwardAPIVolumeFile> items, @Nullable Integer defaultMode) {
        Map<String, FileContent> files = new LinkedHashMap<>();
        for (DownwardAPIVolumeFile item : items) {
            if (item.getFieldRef() == null) {
                throw PlanRefusal.config("the process runner knows fieldRef only in downward API volumes");
            }
            byte[] bytes =
                    FieldRefs.value(pod, item.getFieldRef().getFieldPath()).getBytes(UTF_8);
            files.put(item.getPath(), new FileContent(bytes, mode(item.getMode(), defaultMode)));
        }
        return files;
    }

    private static int mode(@Nullable Integer own, @Nullable Integer fallback) {
        if (own != null) {
            return own;
        }
        return fallback != null ? fallback : DEFAULT_MODE;
    }
}
