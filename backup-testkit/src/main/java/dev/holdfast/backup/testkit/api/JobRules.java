package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Jobs: the generated selector, defaults, immutability and the order of conditions. */
final class JobRules implements KindRules {

    @Override
    public void complete(Optional<ObjectNode> old, ObjectNode object) {
        if (old.isPresent()) {
            return;
        }
        ObjectNode spec = Json.child(object, "spec");
        putIfAbsent(spec, "backoffLimit", Json.number(6));
        if (!spec.has("completions") && !spec.has("parallelism")) {
            spec.set("completions", Json.number(1));
        }
        putIfAbsent(spec, "parallelism", Json.number(1));
        putIfAbsent(spec, "suspend", spec.booleanNode(false));
        putIfAbsent(spec, "completionMode", spec.textNode("NonIndexed"));
        if (!spec.path("manualSelector").asBoolean()) {
            ObjectNode labels = Json.child(Json.meta(Json.child(spec, "template")), "labels");
            for (String prefix : List.of("", "batch.kubernetes.io/")) {
                labels.put(prefix + "controller-uid", Json.uid(object));
                labels.put(prefix + "job-name", Json.name(object));
            }
            spec.putObject("selector")
                    .putObject("matchLabels")
                    .put("batch.kubernetes.io/controller-uid", Json.uid(object));
        }
    }

    @Override
    public List<FieldCause> check(Optional<ObjectNode> old, ObjectNode object) {
        List<FieldCause> causes = new ArrayList<>();
        JsonNode template = Json.at(object, "spec", "template", "spec");
        if (template.path("containers").isEmpty()) {
            causes.add(FieldCause.required("spec.template.spec.containers", ""));
        }
        if (!List.of("Never", "OnFailure").contains(Json.text(template, "restartPolicy"))) {
            causes.add(
                    FieldCause.required("spec.template.spec.restartPolicy", "valid values: \"OnFailure\", \"Never\""));
        }
        old.ifPresent(before -> checkChange(before, object, causes));
        if (isTrue(object, "Complete") && !isTrue(object, "SuccessCriteriaMet")) {
            causes.add(FieldCause.invalid(
                    "status.conditions", "Complete=True", "cannot set Complete=True without SuccessCriteriaMet=True"));
        }
        if (isTrue(object, "Failed") && !isTrue(object, "FailureTarget")) {
            causes.add(FieldCause.invalid(
                    "status.conditions", "Failed=True", "cannot set Failed=True without FailureTarget=True"));
        }
        return causes;
    }

    private static void checkChange(ObjectNode old, ObjectNode object, List<FieldCause> causes) {
        boolean suspended = Json.at(old, "spec", "suspend").asBoolean();
        for (String field : List.of("template", "selector", "completions", "completionMode")) {
            JsonNode value = Json.at(object, "spec", field);
            boolean mayChange = field.equals("template") && suspended;
            if (!mayChange && !value.equals(Json.at(old, "spec", field))) {
                causes.add(FieldCause.invalid("spec." + field, value.toString(), "field is immutable"));
            }
        }
    }

    private static boolean isTrue(ObjectNode job, String condition) {
        for (JsonNode candidate : Json.at(job, "status", "conditions")) {
            if (Json.text(candidate, "type").equals(condition)) {
                return Json.text(candidate, "status").equals("True");
            }
        }
        return false;
    }

    private static void putIfAbsent(ObjectNode spec, String field, JsonNode value) {
        if (!spec.has(field)) {
            spec.set(field, value);
        }
    }
}
