package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.Optional;

/** A request with its body. */
record ApiRequest(RequestInfo info, String contentType, byte[] body) {

    /** The body as an object; JSON, or YAML where the content type says so. */
    ObjectNode object() {
        if (parsed() instanceof ObjectNode object) {
            return object;
        }
        throw ApiFailure.badRequest("the body of the request must be an object");
    }

    JsonNode parsed() {
        if (contentType.contains("protobuf")) {
            throw ApiFailure.unsupportedMediaType(contentType, "application/json, application/yaml");
        }
        if (!contentType.contains("yaml")) {
            return Json.parse(body);
        }
        try {
            return Json.parse(Json.bytes(new YAMLMapper().readTree(body)));
        } catch (IOException e) {
            throw ApiFailure.badRequest("the body is not valid YAML: " + e.getMessage());
        }
    }

    Optional<ObjectNode> objectIfAny() {
        return body.length == 0 ? Optional.empty() : Optional.of(object());
    }

    boolean isDryRun() {
        return info.parameter("dryRun").equals("All");
    }

    boolean isStrict() {
        return info.parameter("fieldValidation").equals("Strict");
    }

    /** Who owns the written fields: the given manager, else the program named in the User-Agent. */
    String fieldManager() {
        String given = info.parameter("fieldManager");
        if (!given.isEmpty()) {
            return given;
        }
        String agent = info.userAgent();
        int end = agent.indexOf('/');
        String program = end > 0 ? agent.substring(0, end) : agent;
        return program.isEmpty() ? "unknown" : program;
    }
}
