package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Answers access reviews from the deny list. */
final class AccessReviews {

    private final AccessList access;

    AccessReviews(AccessList access) {
        this.access = access;
    }

    ObjectNode review(ResourceType type, ApiRequest request) {
        if (!request.info().verb().equals("create")) {
            throw ApiFailure.methodNotAllowed();
        }
        ObjectNode review = request.object();
        boolean self = type.kind().startsWith("Self");
        String user = self ? request.info().user() : Json.text(review, "spec", "user");
        JsonNode asked = Json.at(review, "spec", "resourceAttributes");
        String subresource = Json.text(asked, "subresource");
        String resource = Json.text(asked, "resource") + (subresource.isEmpty() ? "" : "/" + subresource);
        boolean denied = access.denies(
                user, Json.text(asked, "verb"), Json.text(asked, "group"), resource, Json.text(asked, "namespace"));
        review.put("apiVersion", type.apiVersion()).put("kind", type.kind());
        ObjectNode status = review.putObject("status").put("allowed", !denied);
        if (denied) {
            status.put("reason", "denied by the deny list");
        }
        return review;
    }
}
