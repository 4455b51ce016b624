package dev.holdfast.backup.benchmarks.load;

import dev.holdfast.backup.testkit.cluster.AuditEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What somebody asked the API server for, by verb and resource.
 *
 * @param ofRuns requests that runs cost
 * @param beside what goes on without any run: watches and the lease
 */
record Requests(Map<String, Integer> ofRuns, Map<String, Integer> beside) {

    private static final Set<String> BESIDE = Set.of("leases");

    static Requests of(List<AuditEvent> events) {
        Map<String, Integer> ofRuns = new TreeMap<>();
        Map<String, Integer> beside = new TreeMap<>();
        for (AuditEvent event : events) {
            String resource = resource(event.uri());
            boolean isBeside = event.verb().equals("watch") || BESIDE.contains(resource);
            (isBeside ? beside : ofRuns).merge(event.verb() + " " + resource, 1, Integer::sum);
        }
        return new Requests(ofRuns, beside);
    }

    int total() {
        return ofRuns.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Of {@code /api/v1/namespaces/n/pods/p/log} that is {@code pods/log}; of another path, the path itself. */
    static String resource(String uri) {
        String[] parts = uri.replaceFirst("\\?.*", "").substring(1).split("/");
        int first = parts[0].equals("api") ? 2 : 3;
        if (!Set.of("api", "apis").contains(parts[0]) || parts.length <= first) {
            return "/" + String.join("/", parts);
        }
        boolean isNamespaced = parts[first].equals("namespaces") && parts.length > first + 2;
        int resource = isNamespaced ? first + 2 : first;
        return parts.length > resource + 2 ? parts[resource] + "/" + parts[resource + 2] : parts[resource];
    }
}
