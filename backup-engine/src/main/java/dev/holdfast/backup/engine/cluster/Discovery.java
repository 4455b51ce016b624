package dev.holdfast.backup.engine.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.spi.ResourceKind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Which resource serves a kind. Plurals are irregular ({@code veleroes}), so they are looked up, not guessed. What was found is
 * kept until a request shows that it is gone; what was not found is asked for again after ten seconds. Thread-safe.
 */
final class Discovery {

    /** What is none cannot be served, and may not become a path of its own. */
    private static final Pattern GROUP = Pattern.compile("[a-z0-9]([-a-z0-9.]*[a-z0-9])?");

    private static final Duration ABSENT_FOR = Duration.ofSeconds(10);

    /**
     * The resource of a kind.
     *
     * @param plural as in paths
     * @param namespaced whether its objects live in namespaces
     */
    record Resource(String plural, boolean namespaced) {}

    private record Group(Map<String, Resource> kinds, Instant readAt) {}

    private record Versions(List<String> names, Instant readAt) {}

    private final ApiTransport transport;
    private final InstantSource clock;
    private final Map<String, Group> groups = new ConcurrentHashMap<>();
    private final Map<String, Versions> versions = new ConcurrentHashMap<>();

    Discovery(ApiTransport transport, InstantSource clock) {
        this.transport = transport;
        this.clock = clock;
    }

    Optional<Resource> find(ResourceKind kind) {
        Group known = groups.get(kind.apiVersion());
        if (known != null) {
            Resource resource = known.kinds().get(kind.kind());
            if (resource != null || known.readAt().plus(ABSENT_FOR).isAfter(clock.instant())) {
                return Optional.ofNullable(resource);
            }
        }
        Group fresh = new Group(read(kind.apiVersion()), clock.instant());
        groups.put(kind.apiVersion(), fresh);
        return Optional.ofNullable(fresh.kinds().get(kind.kind()));
    }

    /** {@code group/version} of each served version, the preferred one first. */
    List<String> versions(String group) {
        if (group.isEmpty()) {
            return List.of("v1");
        }
        if (!GROUP.matcher(group).matches()) {
            return List.of();
        }
        Versions known = versions.get(group);
        if (known != null
                && (!known.names().isEmpty() || known.readAt().plus(ABSENT_FOR).isAfter(clock.instant()))) {
            return known.names();
        }
        ApiTransport.Answer answer = transport.get(new ApiRequest("get", "apigroups", "", group), "/apis/" + group);
        LinkedHashSet<String> names = new LinkedHashSet<>();
        if (answer.code() != 404) {
            names.add(answer.json().at("/preferredVersion/groupVersion").asText());
            answer.json()
                    .path("versions")
                    .forEach(v -> names.add(v.path("groupVersion").asText()));
        }
        names.remove("");
        versions.put(group, new Versions(List.copyOf(names), clock.instant()));
        return List.copyOf(names);
    }

    /** What was known of the group may be wrong: ask again. */
    void forget(ResourceKind kind) {
        groups.remove(kind.apiVersion());
        versions.remove(kind.group());
    }

    private Map<String, Resource> read(String apiVersion) {
        ApiTransport.Answer answer =
                transport.get(new ApiRequest("get", "apigroups", "", apiVersion), root(apiVersion));
        Map<String, Resource> kinds = new HashMap<>();
        if (answer.code() != 404) {
            for (JsonNode r : answer.json().path("resources")) {
                String plural = r.path("name").asText();
                if (!plural.contains("/")) {
                    kinds.put(
                            r.path("kind").asText(),
                            new Resource(plural, r.path("namespaced").asBoolean()));
                }
            }
        }
        return kinds;
    }

    static String root(String apiVersion) {
        return apiVersion.contains("/") ? "/apis/" + apiVersion : "/api/" + apiVersion;
    }
}
