package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** How an object is to be deleted; empty strings and a negative grace mean "not said". */
record DeleteOptions(String propagation, String uid, String resourceVersion, long graceSeconds, boolean dryRun) {

    static final DeleteOptions DEFAULT = new DeleteOptions("", "", "", -1, false);

    static DeleteOptions of(ApiRequest request) {
        RequestInfo info = request.info();
        ObjectNode body = request.objectIfAny().orElseGet(Json::object);
        String grace = info.parameter("gracePeriodSeconds");
        return new DeleteOptions(
                propagation(info, body),
                Json.text(body, "preconditions", "uid"),
                Json.text(body, "preconditions", "resourceVersion"),
                grace.isEmpty() ? body.path("gracePeriodSeconds").asLong(-1) : Long.parseLong(grace),
                request.isDryRun() || Json.strings(body.path("dryRun")).contains("All"));
    }

    static DeleteOptions propagating(String policy) {
        return new DeleteOptions(policy, "", "", -1, false);
    }

    /** Only if it still is the object with this uid. */
    DeleteOptions onlyUid(String expected) {
        return new DeleteOptions(propagation, expected, resourceVersion, graceSeconds, dryRun);
    }

    private static String propagation(RequestInfo info, ObjectNode body) {
        String inQuery = info.parameter("propagationPolicy");
        String given = inQuery.isEmpty() ? Json.text(body, "propagationPolicy") : inQuery;
        Optional<String> legacy = Optional.ofNullable(body.get("orphanDependents"))
                .map(orphan -> orphan.asBoolean() ? "Orphan" : "Background");
        return given.isEmpty() ? legacy.orElse("") : given;
    }
}
