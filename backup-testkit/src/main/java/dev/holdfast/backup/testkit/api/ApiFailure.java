package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;

/** A request that ends with a Status of failure. */
final class ApiFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ObjectNode status;

    private ApiFailure(ObjectNode status) {
        super(Json.text(status, "message"), null, false, false);
        this.status = status;
    }

    ObjectNode status() {
        return status;
    }

    int code() {
        return status.path("code").asInt();
    }

    String reason() {
        return Json.text(status, "reason");
    }

    static ApiFailure of(int code, String reason, String message) {
        ObjectNode status = Json.object();
        status.put("kind", "Status").put("apiVersion", "v1").putObject("metadata");
        status.put("status", "Failure").put("message", message);
        if (!reason.isEmpty()) {
            status.put("reason", reason);
        }
        return new ApiFailure(status.put("code", code));
    }

    static ApiFailure badRequest(String message) {
        return of(400, "BadRequest", message);
    }

    static ApiFailure expired(String message) {
        return of(410, "Expired", message);
    }

    static ApiFailure methodNotAllowed() {
        return of(405, "MethodNotAllowed", "the server does not allow this method on the requested resource");
    }

    static ApiFailure unsupportedMediaType(String type, String accepted) {
        return of(
                415,
                "UnsupportedMediaType",
                "the body of the request was in an unknown format - accepted media types include: " + accepted
                        + " (got \"" + type + "\")");
    }

    static ApiFailure subresourceNotFound() {
        return of(404, "NotFound", "the server could not find the requested resource");
    }

    static ApiFailure notFound(ResourceType type, String name) {
        return of(404, "NotFound", quoted(type, name) + " not found").about(type, name);
    }

    static ApiFailure alreadyExists(ResourceType type, String name) {
        return of(409, "AlreadyExists", quoted(type, name) + " already exists").about(type, name);
    }

    static ApiFailure modified(ResourceType type, String name) {
        return conflict(
                type,
                name,
                "the object has been modified; please apply your changes to the latest version and try again");
    }

    static ApiFailure conflict(ResourceType type, String name, String why) {
        return of(409, "Conflict", "Operation cannot be fulfilled on " + quoted(type, name) + ": " + why)
                .about(type, name);
    }

    static ApiFailure forbidden(ResourceType type, String name, String why) {
        return of(403, "Forbidden", quoted(type, name) + " is forbidden: " + why)
                .about(type, name);
    }

    static ApiFailure invalid(ResourceType type, String name, List<FieldCause> causes) {
        String all = causes.stream()
                .map(cause -> cause.field() + ": " + cause.message())
                .collect(Collectors.joining(", "));
        String shown = causes.size() == 1 ? all : "[" + all + "]";
        ApiFailure failure = of(422, "Invalid", type.qualifiedKind() + " \"" + name + "\" is invalid: " + shown);
        details(failure.status, name, type.group(), type.kind());
        return failure.because(causes);
    }

    /** Fails when there is anything to complain about. */
    static void throwIfAny(ResourceType type, String name, List<FieldCause> causes) {
        if (!causes.isEmpty()) {
            throw invalid(type, name, causes);
        }
    }

    ApiFailure because(List<FieldCause> causes) {
        ArrayNode list = Json.child(status, "details").putArray("causes");
        for (FieldCause cause : causes) {
            list.addObject()
                    .put("reason", cause.reason())
                    .put("message", cause.message())
                    .put("field", cause.field());
        }
        return this;
    }

    ApiFailure retryAfter(long seconds) {
        Json.child(status, "details").set("retryAfterSeconds", Json.number(seconds));
        return this;
    }

    private ApiFailure about(ResourceType type, String name) {
        details(status, name, type.group(), type.plural());
        return this;
    }

    private static void details(ObjectNode status, String name, String group, String kind) {
        ObjectNode details = Json.child(status, "details");
        if (!name.isEmpty()) {
            details.put("name", name);
        }
        if (!group.isEmpty()) {
            details.put("group", group);
        }
        details.put("kind", kind);
    }

    private static String quoted(ResourceType type, String name) {
        return type.qualifiedName() + " \"" + name + "\"";
    }
}
