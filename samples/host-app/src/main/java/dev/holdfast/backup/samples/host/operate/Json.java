package dev.holdfast.backup.samples.host.operate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.engine.report.BackupSummary;
import dev.holdfast.backup.engine.report.Debt;
import dev.holdfast.backup.engine.report.JobState;
import dev.holdfast.backup.engine.report.Leftovers;
import dev.holdfast.backup.engine.report.OpenRun;
import dev.holdfast.backup.spi.ApplicationRef;
import dev.holdfast.backup.spi.ObjectRef;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** What the engine answers as JSON: fields that are not known are left out. Pure. */
final class Json {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Json() {}

    static <T> ArrayNode list(Collection<T> items, Function<T, JsonNode> as) {
        ArrayNode array = JSON.arrayNode();
        items.forEach(i -> array.add(as.apply(i)));
        return array;
    }

    static ArrayNode texts(List<String> texts) {
        return list(texts, JSON::textNode);
    }

    static ObjectNode run(OpenRun run) {
        ObjectNode json = JSON.objectNode().put("operation", run.operation());
        json.set("owner", ref(run.owner()));
        json.put("ownerGone", run.ownerGone()).put("uid", run.uid());
        json.put("state", run.standing().word());
        run.journal().ifPresent(j -> json.put("journal", j));
        run.target().ifPresent(t -> json.set("target", application(t)));
        json.set("locks", texts(run.locks()));
        json.set("suspended", list(run.suspended(), Json::suspended));
        put(json, "stage", run.stage());
        json.put("since", run.since().toString()).put("inDanger", run.inDanger());
        put(json, "reason", run.reason());
        put(json, "message", run.message());
        run.deadline().ifPresent(d -> json.put("deadline", d.toString()));
        return json;
    }

    private static ObjectNode suspended(OpenRun.Suspended suspended) {
        ObjectNode json = JSON.objectNode();
        json.set("object", ref(suspended.object()));
        json.put("field", suspended.field());
        suspended.previous().ifPresent(p -> json.put("previous", p));
        return json.put("why", suspended.why());
    }

    static ObjectNode debt(Debt debt) {
        ObjectNode json = JSON.objectNode();
        json.set("run", run(debt.run()));
        json.put("journal", debt.journal());
        json.set("captured", list(debt.captured(), Json::captured));
        json.set("made", list(debt.made(), Json::ref));
        json.set("ways", texts(debt.ways()));
        debt.refusal().ifPresent(why -> json.put("refusal", why));
        return json;
    }

    private static ObjectNode captured(Debt.Captured captured) {
        ObjectNode json = JSON.objectNode().put("fate", captured.fate());
        json.set("before", Serialization.jsonMapper().valueToTree(captured.before()));
        return json;
    }

    static ObjectNode backup(BackupSummary backup) {
        ObjectNode json = JSON.objectNode()
                .put("namespace", backup.backup().namespace())
                .put("name", backup.backup().name());
        json.set("application", application(backup.application()));
        json.put("takenAt", backup.takenAt().toString());
        backup.uri().ifPresent(u -> json.put("uri", u));
        backup.sizeBytes().ifPresent(s -> json.put("sizeBytes", s));
        put(json, "phase", backup.phase());
        put(json, "present", backup.present());
        put(json, "verified", backup.verified());
        return json;
    }

    static ObjectNode state(JobState state) {
        ObjectNode json = JSON.objectNode();
        json.set("job", ref(state.job()));
        put(json, "phase", state.phase());
        put(json, "reason", state.reason());
        put(json, "message", state.message());
        state.backup().ifPresent(b -> json.put("backup", b));
        return json;
    }

    static ObjectNode leftovers(Leftovers leftovers) {
        ObjectNode json = JSON.objectNode();
        leftovers.engine().ifPresent(e -> json.put("engine", e));
        json.set("held", list(leftovers.held(), Json::held));
        json.set("journals", list(leftovers.journals(), Json::run));
        return json;
    }

    private static ObjectNode held(Leftovers.Held held) {
        ObjectNode json = JSON.objectNode();
        json.set("object", ref(held.object()));
        json.set("finalizers", texts(held.finalizers()));
        return json.put("deleting", held.deleting());
    }

    private static ObjectNode ref(ObjectRef ref) {
        return JSON.objectNode()
                .put("apiVersion", ref.kind().apiVersion())
                .put("kind", ref.kind().kind())
                .put("namespace", ref.namespace())
                .put("name", ref.name());
    }

    private static ObjectNode application(ApplicationRef application) {
        return JSON.objectNode()
                .put("apiGroup", application.group())
                .put("kind", application.kind())
                .put("namespace", application.namespace())
                .put("name", application.name());
    }

    private static void put(ObjectNode json, String field, String text) {
        if (!text.isEmpty()) {
            json.put(field, text);
        }
    }
}
