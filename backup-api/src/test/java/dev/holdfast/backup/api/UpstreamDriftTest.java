package dev.holdfast.backup.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class UpstreamDriftTest {

    static final List<String> KINDS = Crds.KINDS;

    private static final List<String> SAME = List.of(
            "type", "format", "default", "pattern", "x-kubernetes-map-type", "x-kubernetes-preserve-unknown-fields");

    @ParameterizedTest
    @FieldSource("KINDS")
    void hasEveryUpstreamPropertyWithTheSameType(String kind) {
        List<String> drift = new ArrayList<>();

        compare("", Crds.schema(Crds.upstream(kind)), Crds.schema(Crds.ours(kind)), drift);

        assertThat(drift).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void requiresAllThatUpstreamRequires(String kind) {
        List<String> drift = new ArrayList<>();

        compareRequired("", Crds.schema(Crds.upstream(kind)), Crds.schema(Crds.ours(kind)), drift);

        assertThat(drift).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void hasTheNamesScopeAndSubresourcesOfUpstream(String kind) {
        JsonNode upstream = Crds.upstream(kind);
        JsonNode ours = Crds.ours(kind);

        assertThat(ours.at("/metadata/name")).isEqualTo(upstream.at("/metadata/name"));
        for (String path : List.of("/spec/group", "/spec/scope", "/spec/names/plural", "/spec/names/singular")) {
            assertThat(ours.at(path)).as(path).isEqualTo(upstream.at(path));
        }
        for (String path : List.of("/name", "/served", "/storage", "/subresources", "/selectableFields")) {
            assertThat(Crds.version(ours).at(path))
                    .as(path)
                    .isEqualTo(Crds.version(upstream).at(path));
        }
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void carriesTheConsoleAnnotationsOfUpstream(String kind) {
        JsonNode ours = Crds.ours(kind).at("/metadata/annotations");

        Crds.upstream(kind).at("/metadata/annotations").fields().forEachRemaining(entry -> {
            if (entry.getKey().startsWith("options.cozystack.io/")) {
                assertThat(ours.get(entry.getKey())).as(entry.getKey()).isEqualTo(entry.getValue());
            }
        });
    }

    private static void compare(String path, JsonNode upstream, JsonNode ours, List<String> drift) {
        for (String keyword : SAME) {
            if (!upstream.path(keyword).equals(ours.path(keyword))) {
                drift.add(path + ": " + keyword + " is " + ours.path(keyword) + ", upstream " + upstream.path(keyword));
            }
        }
        for (Iterator<String> names = upstream.path("properties").fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (ours.path("properties").has(name)) {
                compare(path + "." + name, upstream.at("/properties/" + name), ours.at("/properties/" + name), drift);
            } else {
                drift.add(path + "." + name + ": missing");
            }
        }
        for (String inner : List.of("items", "additionalProperties")) {
            if (upstream.has(inner)) {
                compare(path + "[]", upstream.path(inner), ours.path(inner), drift);
            }
        }
    }

    private static void compareRequired(String path, JsonNode upstream, JsonNode ours, List<String> drift) {
        Set<String> required = new HashSet<>();
        ours.path("required").forEach(name -> required.add(name.asText()));
        upstream.path("required").forEach(name -> {
            if (!required.contains(name.asText())) {
                drift.add(path + "." + name.asText() + ": required upstream, not here");
            }
        });
        upstream.path("properties")
                .fields()
                .forEachRemaining(entry -> compareRequired(
                        path + "." + entry.getKey(),
                        entry.getValue(),
                        ours.path("properties").path(entry.getKey()),
                        drift));
        if (upstream.has("items")) {
            compareRequired(path + "[]", upstream.path("items"), ours.path("items"), drift);
        }
    }
}
