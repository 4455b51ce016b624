package dev.holdfast.backup.testkit.conformance;

import dev.holdfast.backup.testkit.api.RequestInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One request of a run, found again in another: how many requests are made depends a little on timing, so it is told by what it asks
 * and how often that was asked before.
 *
 * @param what verb, resource and name
 * @param occurrence from 1
 */
record Moment(String what, int occurrence) {

    /** The first such request. */
    static Moment first(String what) {
        return new Moment(what, 1);
    }

    /** The moments of a run. */
    static List<Moment> of(List<RequestInfo> requests) {
        Map<String, Integer> seen = new HashMap<>();
        List<Moment> moments = new ArrayList<>();
        for (RequestInfo request : requests) {
            String what = what(request);
            moments.add(new Moment(what, seen.merge(what, 1, Integer::sum)));
        }
        return moments;
    }

    /** A request in short; digests in names are left out, as they differ from run to run. */
    static String what(RequestInfo info) {
        if (info.target().resource().isEmpty()) {
            return info.verb() + " " + info.path();
        }
        String sub = info.target().subresource();
        return (info.verb() + " " + info.target().resource() + (sub.isEmpty() ? "" : "/" + sub) + " "
                        + info.target().name().replaceAll("-[0-9a-f]{6,}$", ""))
                .strip();
    }

    /** Whether it is a write. */
    boolean isWrite() {
        return what.matches("(create|update|patch|delete|deletecollection) .*");
    }

    /** Whether it creates something for a run: nothing else is created but locks and events. */
    boolean makesChild() {
        return what.startsWith("create ") && !what.matches("create (secrets|events|backups|leases).*");
    }

    @Override
    public String toString() {
        return what + (occurrence > 1 ? " (" + occurrence + ")" : "");
    }
}
