package dev.holdfast.backup.api.crd;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.holdfast.backup.api.Backup;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Adds to a generated CRD what annotations on the beans cannot say. */
final class CrdPolish {

    private static final Set<String> TIMES =
            Set.of("startedAt", "completedAt", "takenAt", "stageSince", "waitingSince", "lastTransitionTime");
    private static final Set<String> LONGS = Set.of("sizeBytes", "observedGeneration", "generation");
    private static final Set<String> TYPED_REF = Set.of("apiGroup", "kind", "name");
    private static final Set<String> LOCAL_REF = Set.of("name");

    private CrdPolish() {}

    /** Changes the CRD generated for a kind in place and returns it. */
    static CustomResourceDefinition apply(CustomResourceDefinition crd, Class<?> kind) {
        for (CustomResourceDefinitionVersion version : crd.getSpec().getVersions()) {
            JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
            polish(root);
            addObjectFields(root, kind);
            version.getAdditionalPrinterColumns().sort(asDeclaredOn(kind));
            if (kind == Backup.class) {
                // As upstream: the create call stores the status, and there is no /status to write to.
                version.setSubresources(null);
            }
        }
        return crd;
    }

    private static Comparator<CustomResourceColumnDefinition> asDeclaredOn(Class<?> kind) {
        List<String> order = Arrays.stream(kind.getAnnotationsByType(AdditionalPrinterColumn.class))
                .map(AdditionalPrinterColumn::jsonPath)
                .toList();
        return Comparator.comparingInt(column -> order.indexOf(column.getJsonPath()));
    }

    private static void addObjectFields(JSONSchemaProps root, Class<?> kind) {
        JsonClassDescription description = kind.getAnnotation(JsonClassDescription.class);
        if (description != null) {
            root.setDescription(description.value());
        }
        root.getProperties().put("apiVersion", ofType("string"));
        root.getProperties().put("kind", ofType("string"));
        root.getProperties().put("metadata", ofType("object"));
    }

    private static void polish(JSONSchemaProps schema) {
        Map<String, JSONSchemaProps> properties = schema.getProperties();
        if (properties == null || properties.isEmpty()) {
            return;
        }
        properties.forEach(CrdPolish::polishProperty);
        if (properties.keySet().equals(TYPED_REF)) {
            schema.setXKubernetesMapType("atomic");
        } else if (properties.keySet().equals(LOCAL_REF)) {
            schema.setXKubernetesMapType("atomic");
            property(schema, "name").setDefault(text(""));
        } else if (properties.containsKey("cron")) {
            property(schema, "type").setEnum(List.of(text("cron"), text("")));
        }
    }

    private static void polishProperty(String name, JSONSchemaProps schema) {
        if (Boolean.TRUE.equals(schema.getXKubernetesPreserveUnknownFields())) {
            schema.setType("object");
        } else if (name.equals("conditions")) {
            schema.getItems().setSchema(condition());
            schema.setXKubernetesListType("map");
            schema.setXKubernetesListMapKeys(List.of("type"));
        } else if (TIMES.contains(name)) {
            schema.setFormat("date-time");
        } else if ("integer".equals(schema.getType())) {
            schema.setFormat(LONGS.contains(name) ? "int64" : "int32");
        } else if (schema.getItems() != null) {
            polish(schema.getItems().getSchema());
        } else {
            polish(schema);
        }
    }

    private static JSONSchemaProps property(JSONSchemaProps schema, String name) {
        return Objects.requireNonNull(schema.getProperties().get(name), name);
    }

    /** The schema of a condition as Kubernetes itself has it; the generated one has types only. */
    private static JSONSchemaProps condition() {
        JSONSchemaProps type = ofType("string");
        type.setMaxLength(316L);
        type.setPattern("^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?"
                + "(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])$");
        JSONSchemaProps status = ofType("string");
        status.setEnum(List.of(text("True"), text("False"), text("Unknown")));
        JSONSchemaProps reason = ofType("string");
        reason.setMinLength(1L);
        reason.setMaxLength(1024L);
        reason.setPattern("^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$");
        JSONSchemaProps message = ofType("string");
        message.setMaxLength(32768L);
        JSONSchemaProps time = ofType("string");
        time.setFormat("date-time");
        JSONSchemaProps generation = ofType("integer");
        generation.setFormat("int64");
        generation.setMinimum(0.0);
        return new JSONSchemaPropsBuilder()
                .withType("object")
                .addToProperties("type", type)
                .addToProperties("status", status)
                .addToProperties("reason", reason)
                .addToProperties("message", message)
                .addToProperties("lastTransitionTime", time)
                .addToProperties("observedGeneration", generation)
                .withRequired("lastTransitionTime", "message", "reason", "status", "type")
                .build();
    }

    private static JSONSchemaProps ofType(String type) {
        return new JSONSchemaPropsBuilder().withType(type).build();
    }

    private static JsonNode text(String value) {
        return JsonNodeFactory.instance.textNode(value);
    }
}
