package dev.holdfast.backup.testkit.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.spi.ApplicationRef;
import dev.holdfast.backup.spi.StrategyType;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The objects that a subject brings along, read from its manifests. Thread-safe: what it hands out is copied before it is used. */
final class Cast {

    static final String CLASS = "daily";

    private static final int SHORTEST_SECRET = 6;

    private final DriverSubject subject;
    private final KubernetesSerialization yaml = new KubernetesSerialization();
    private final List<CustomResourceDefinition> definitions;
    private final List<HasMetadata> all = new ArrayList<>();
    private final List<HasMetadata> surroundings;
    private final List<HasMetadata> strategy;
    private final List<HasMetadata> application;
    private final List<HasMetadata> bystander;
    private final List<HasMetadata> copy;

    /** Reads all manifests, once. */
    Cast(DriverSubject subject) {
        this.subject = subject;
        definitions = List.copyOf(subject.definitions());
        surroundings = subject.surroundings().map(this::read).orElse(List.of());
        strategy = read(subject.strategy());
        application = read(subject.application());
        bystander = read(subject.bystander());
        copy = subject.copy().map(this::read).orElse(List.of());
        all.addAll(surroundings);
        all.addAll(strategy);
        all.addAll(application);
        all.addAll(bystander);
    }

    DriverSubject subject() {
        return subject;
    }

    List<CustomResourceDefinition> definitions() {
        return definitions;
    }

    ApplicationRef application() {
        return ref(application);
    }

    List<HasMetadata> applicationObjects() {
        return application;
    }

    List<HasMetadata> strategyObjects() {
        return strategy;
    }

    List<HasMetadata> surroundings() {
        return surroundings;
    }

    ApplicationRef bystander() {
        return ref(bystander);
    }

    ApplicationRef copy() {
        return ref(copyObjects());
    }

    List<HasMetadata> copyObjects() {
        if (copy.isEmpty()) {
            throw new IllegalArgumentException(
                    subject.name() + " offers restores to a copy, but has no application to copy into");
        }
        return copy;
    }

    /** Everything but the copy, in the order of creation; the class with these parameters. */
    List<HasMetadata> all(Map<String, String> parameters) {
        List<HasMetadata> everything = new ArrayList<>(read(backupClass(parameters)));
        everything.addAll(all);
        return everything;
    }

    private List<HasMetadata> read(String manifests) {
        Object parsed = yaml.unmarshal(new ByteArrayInputStream(manifests.getBytes(StandardCharsets.UTF_8)));
        List<HasMetadata> objects = new ArrayList<>();
        for (Object one : parsed instanceof Collection<?> many ? many : List.of(parsed)) {
            objects.add((HasMetadata) one);
        }
        return objects;
    }

    /** The class that leads to the strategy. */
    private String backupClass(Map<String, String> parameters) {
        StrategyType type = subject.driver().descriptor().strategyType();
        return """
               apiVersion: backups.cozystack.io/v1alpha1
               kind: BackupClass
               metadata: {name: %s}
               spec:
                 strategies:
                   - application: {apiGroup: "%s", kind: %s}
                     strategyRef: {apiGroup: %s, kind: %s, name: %s}
                     parameters: %s
               """
                .formatted(
                        CLASS,
                        application().group(),
                        application().kind(),
                        type.group(),
                        type.kind(),
                        strategy.get(0).getMetadata().getName(),
                        Serialization.asJson(parameters));
    }

    private static ApplicationRef ref(List<HasMetadata> objects) {
        HasMetadata object = objects.get(0);
        String version = object.getApiVersion();
        return new ApplicationRef(
                version.substring(0, Math.max(0, version.indexOf('/'))),
                object.getKind(),
                object.getMetadata().getNamespace(),
                object.getMetadata().getName(),
                Optional.empty());
    }

    /** Every value of a Secret that the subject brings along and that is long enough to be told from other text. */
    List<String> secretValues() {
        List<String> values = new ArrayList<>();
        surroundings.stream()
                .map(o -> (ObjectNode) Serialization.jsonMapper().valueToTree(o))
                .filter(o -> o.path("kind").asText().equals("Secret"))
                .forEach(o -> {
                    o.path("stringData").forEach(v -> values.add(v.asText()));
                    o.path("data").forEach(v -> values.add(decoded(v)));
                });
        return values.stream().filter(v -> v.length() >= SHORTEST_SECRET).toList();
    }

    private static String decoded(JsonNode value) {
        return new String(Base64.getDecoder().decode(value.asText()), StandardCharsets.UTF_8);
    }

    /** Creates objects; each is a copy, as clients keep what they are given. */
    static void create(KubernetesClient client, Collection<? extends HasMetadata> objects) {
        objects.forEach(o ->
                client.resource(Objects.requireNonNull(Serialization.clone(o))).create());
    }
}
