package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.testkit.api.ResourceType.Trait;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What the server alone decides about metadata. */
final class MetaRules {

    private static final String SUFFIX_LETTERS = "bcdfghjklmnpqrstvwxz2456789";
    private static final int LONGEST_GENERATED_PREFIX = 58;
    private static final SecureRandom RANDOM = new SecureRandom();

    private MetaRules() {}

    /** Fills in what a new object gets from the server and drops what it may not bring along. */
    static void initialize(ResourceType type, ObjectNode object, String namespace, Instant now) {
        ObjectNode meta = Json.meta(object);
        meta.remove(List.of("deletionTimestamp", "deletionGracePeriodSeconds", "selfLink", "generation"));
        if (Json.name(object).isEmpty() && meta.hasNonNull("generateName")) {
            meta.put("name", generated(meta.path("generateName").asText()));
        }
        if (type.namespaced()) {
            meta.put("namespace", namespace);
        } else {
            meta.remove("namespace");
        }
        meta.put("uid", UUID.randomUUID().toString());
        meta.put("creationTimestamp", timestamp(now));
        if (type.is(Trait.GENERATION)) {
            meta.set("generation", Json.number(1));
        }
        dropEmpty(meta);
    }

    /** Carries over what a change may not touch silently; the rest is judged by {@link #checkChange}. */
    static void carryOver(ObjectNode old, ObjectNode changed) {
        ObjectNode before = Json.meta(old);
        ObjectNode after = Json.meta(changed);
        for (String field : List.of("creationTimestamp", "generation", "selfLink")) {
            Json.copyField(before, after, field);
        }
        if (Json.isDeleting(old)) {
            Json.copyField(before, after, "deletionTimestamp");
        }
        for (String field : List.of("uid", "deletionGracePeriodSeconds", "resourceVersion", "generateName")) {
            if (Json.text(after, field).isEmpty()) {
                Json.copyField(before, after, field);
            }
        }
        dropEmpty(after);
    }

    static List<FieldCause> checkChange(ObjectNode old, ObjectNode changed) {
        List<FieldCause> causes = new ArrayList<>();
        for (String field : List.of("name", "namespace", "uid", "deletionTimestamp", "deletionGracePeriodSeconds")) {
            String value = Json.text(changed, "metadata", field);
            if (!value.equals(Json.text(old, "metadata", field))) {
                causes.add(FieldCause.invalid("metadata." + field, "\"" + value + "\"", "field is immutable"));
            }
        }
        if (Json.isDeleting(old)) {
            List<String> added = new ArrayList<>(Json.finalizers(changed));
            added.removeAll(Json.finalizers(old));
            if (!added.isEmpty()) {
                causes.add(FieldCause.forbidden(
                        "metadata.finalizers",
                        "no new finalizers can be added if the object is being deleted, found new finalizers "
                                + added));
            }
        }
        return causes;
    }

    /** Counts the change where anything but metadata (and an independent status) differs. */
    static void countChange(ResourceType type, ObjectNode old, ObjectNode changed) {
        boolean ignoreStatus = type.is(Trait.STATUS);
        if (type.is(Trait.GENERATION) && !content(old, ignoreStatus).equals(content(changed, ignoreStatus))) {
            nextGeneration(changed);
        }
    }

    static void nextGeneration(ObjectNode object) {
        ObjectNode meta = Json.meta(object);
        if (meta.path("generation").asLong() > 0) {
            meta.set("generation", Json.number(meta.path("generation").asLong() + 1));
        }
    }

    static String timestamp(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static JsonNode content(ObjectNode object, boolean ignoreStatus) {
        return ignoreStatus
                ? Json.without(object, "metadata", "status", "apiVersion")
                : Json.without(object, "metadata", "apiVersion");
    }

    private static void dropEmpty(ObjectNode meta) {
        for (String field : List.of("labels", "annotations", "finalizers", "ownerReferences", "generateName")) {
            JsonNode value = meta.path(field);
            if (value.isNull()
                    || value.isContainerNode() && value.isEmpty()
                    || value.isTextual() && value.asText().isEmpty()) {
                meta.remove(field);
            }
        }
    }

    private static String generated(String prefix) {
        StringBuilder name = new StringBuilder(
                prefix.length() > LONGEST_GENERATED_PREFIX ? prefix.substring(0, LONGEST_GENERATED_PREFIX) : prefix);
        for (int i = 0; i < 5; i++) {
            name.append(SUFFIX_LETTERS.charAt(RANDOM.nextInt(SUFFIX_LETTERS.length())));
        }
        return name.toString();
    }
}
