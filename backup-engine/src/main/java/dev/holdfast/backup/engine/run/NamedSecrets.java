package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;

/** The Secrets that a pod template names, whether they are needed or not: its containers may print any of them. Pure. */
final class NamedSecrets {

    private NamedSecrets() {}

    /**
     * Their names.
     *
     * @param template a core/v1 PodTemplateSpec
     */
    static Set<String> of(JsonNode template) {
        Set<String> names = new TreeSet<>();
        JsonNode pod = template.path("spec");
        for (String field : Set.of("initContainers", "containers")) {
            for (JsonNode container : pod.path(field)) {
                container
                        .path("env")
                        .forEach(e ->
                                names.add(e.at("/valueFrom/secretKeyRef/name").asText()));
                container
                        .path("envFrom")
                        .forEach(e -> names.add(e.at("/secretRef/name").asText()));
            }
        }
        for (JsonNode volume : pod.path("volumes")) {
            names.add(volume.at("/secret/secretName").asText());
            volume.at("/projected/sources")
                    .forEach(source -> names.add(source.at("/secret/name").asText()));
        }
        names.remove("");
        return names;
    }
}
