package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A merge patch for the status of one object as it was read. Conditions keep one entry per type, and their transition time
 * while the status stays. Not thread-safe; made, filled and sent in one pass.
 */
public final class StatusPatch {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MESSAGE_LIMIT = 32_000;

    private final JobView job;
    private final String now;
    private final ObjectNode status = JSON.objectNode();
    private final Map<String, JsonNode> conditions = new LinkedHashMap<>();
    private boolean conditionsChanged;

    /** A patch of the object as it was read, at this time. */
    public StatusPatch(JobView job, Instant now) {
        this.job = job;
        this.now = now.truncatedTo(ChronoUnit.SECONDS).toString();
        job.status()
                .path("conditions")
                .forEach(c -> conditions.put(c.path("type").asText(), c));
    }

    /** Sets a field of the status unless it has that value already. */
    public StatusPatch set(String field, JsonNode value) {
        if (!same(job.status().path(field), value)) {
            status.set(field, value);
        }
        return this;
    }

    /** Sets a text field of the status unless it has that value already. */
    public StatusPatch set(String field, String value) {
        return set(field, JSON.textNode(value));
    }

    /** Sets a field only if it is not set yet. */
    public StatusPatch setOnce(String field, String value) {
        return job.status().path(field).isTextual() ? this : set(field, value);
    }

    /** Removes a field. */
    public StatusPatch clear(String field) {
        if (job.status().has(field)) {
            status.putNull(field);
        }
        return this;
    }

    /** The time of this patch, as fields of the status spell it. */
    public String now() {
        return now;
    }

    /** Sets a condition; a message beyond the API server's limit is cut. */
    public StatusPatch condition(String type, String value, String reason, String message) {
        JsonNode old = conditions.getOrDefault(type, MissingNode.getInstance());
        String cut = message.length() <= MESSAGE_LIMIT ? message : message.substring(0, MESSAGE_LIMIT);
        boolean sameStatus = value.equals(old.path("status").asText());
        ObjectNode condition = JSON.objectNode().put("type", type).put("status", value);
        condition.put("reason", reason).put("message", cut);
        condition.put(
                "lastTransitionTime",
                sameStatus ? old.path("lastTransitionTime").asText(now) : now);
        condition.put("observedGeneration", job.generation());
        if (!same(condition, old)) {
            conditions.put(type, condition);
            conditionsChanged = true;
        }
        return this;
    }

    /** Equal as JSON: a number that was read bears another Java type than the one about to be written. */
    private static boolean same(JsonNode one, JsonNode other) {
        return one.equals(
                (a, b) -> a.equals(b)
                                || (a.isNumber()
                                        && b.isNumber()
                                        && a.decimalValue().compareTo(b.decimalValue()) == 0)
                        ? 0
                        : 1,
                other);
    }

    /** Removes a condition. */
    public StatusPatch withoutCondition(String type) {
        conditionsChanged |= conditions.remove(type) != null;
        return this;
    }

    /** Whether there is nothing to write. */
    public boolean isEmpty() {
        return status.isEmpty() && !conditionsChanged;
    }

    /** The merge patch. */
    public ObjectNode build() {
        if (conditionsChanged) {
            ArrayNode list = JSON.arrayNode();
            conditions.values().forEach(list::add);
            status.set("conditions", list);
        }
        ObjectNode patch = JSON.objectNode();
        patch.set("status", status);
        return patch;
    }
}
