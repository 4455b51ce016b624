package dev.holdfast.backup.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What our CRDs refuse although upstream accepts it: a closed list, see docs/decisions/0004-crd-differences.md. */
class CrdDifferencesTest {

    static final List<String> KINDS = Crds.KINDS;

    /** Refusals of a single object: kind, keyword, where it stands, and a value there that we refuse; null is none. */
    static final List<Refusal> REFUSALS = List.of(
            new Refusal("BackupClass", "required", "/spec", null),
            new Refusal("BackupClass", "minLength", "/spec/strategies/0/strategyRef/kind", ""),
            new Refusal("BackupClass", "minLength", "/spec/strategies/0/strategyRef/name", ""),
            new Refusal("BackupClass", "minLength", "/spec/strategies/0/application/kind", ""),
            new Refusal("Plan", "required", "/spec", null),
            new Refusal("Plan", "minLength", "/spec/applicationRef/kind", ""),
            new Refusal("Plan", "minLength", "/spec/applicationRef/name", ""),
            new Refusal("Plan", "minLength", "/spec/backupClassName", ""),
            new Refusal("Plan", "enum", "/spec/schedule/type", "interval"),
            new Refusal("BackupJob", "required", "/spec", null),
            new Refusal("BackupJob", "minLength", "/spec/applicationRef/kind", ""),
            new Refusal("BackupJob", "minLength", "/spec/applicationRef/name", ""),
            new Refusal("BackupJob", "enum", "/status/phase", "Paused"),
            new Refusal("Backup", "required", "/spec", null),
            new Refusal("Backup", "minLength", "/spec/applicationRef/kind", ""),
            new Refusal("Backup", "minLength", "/spec/applicationRef/name", ""),
            new Refusal("Backup", "minLength", "/spec/strategyRef/kind", ""),
            new Refusal("Backup", "minLength", "/spec/strategyRef/name", ""),
            new Refusal("Backup", "enum", "/status/phase", "Paused"),
            new Refusal("RestoreJob", "required", "/spec", null),
            new Refusal("RestoreJob", "minLength", "/spec/targetApplicationRef/kind", ""),
            new Refusal("RestoreJob", "minLength", "/spec/targetApplicationRef/name", ""),
            new Refusal("RestoreJob", "enum", "/status/phase", "Paused"));

    /** Refusals of a change; their rules are tried in {@link ImmutabilityTest}. */
    private static final List<String> FROZEN = List.of(
            "BackupJob x-kubernetes-validations /spec",
            "BackupJob x-kubernetes-validations /spec/applicationRef",
            "RestoreJob x-kubernetes-validations /spec",
            "RestoreJob x-kubernetes-validations /spec/backupRef");

    private static final List<String> STRICTER = List.of(
            "minLength",
            "maxLength",
            "enum",
            "pattern",
            "minimum",
            "x-kubernetes-validations",
            "x-kubernetes-list-type");

    record Refusal(String kind, String keyword, String path, String value) {
        String entry() {
            return kind + " " + keyword + " " + path;
        }
    }

    @Test
    void refusesNothingElse() {
        Set<String> listed = new TreeSet<>(FROZEN);
        REFUSALS.forEach(refusal -> listed.add(refusal.entry()));
        KINDS.forEach(kind -> listed.add(kind + " x-kubernetes-list-type /status/conditions"));

        Set<String> found = new TreeSet<>();
        for (String kind : KINDS) {
            find(kind, "", Crds.schema(Crds.upstream(kind)), Crds.schema(Crds.ours(kind)), found);
        }

        assertThat(found).isEqualTo(listed);
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void acceptsAFullUpstreamObject(String kind) {
        assertThat(errors(Crds.ours(kind), Samples.of(kind))).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("REFUSALS")
    void refusesWhatIsListedAndUpstreamAccepts(Refusal refusal) {
        JsonNode sample = Samples.of(refusal.kind());
        int slash = refusal.path().lastIndexOf('/');
        ObjectNode parent = (ObjectNode) sample.at(refusal.path().substring(0, slash));
        String field = refusal.path().substring(slash + 1);
        if (refusal.value() == null) {
            parent.remove(field);
        } else {
            parent.put(field, refusal.value());
        }

        assertThat(errors(Crds.ours(refusal.kind()), sample))
                .hasSize(1)
                .first()
                .asString()
                .contains(field);
        assertThat(errors(Crds.upstream(refusal.kind()), sample)).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void allowsOneConditionPerType(String kind) {
        JsonNode conditions = Crds.schema(Crds.ours(kind)).at("/properties/status/properties/conditions");

        assertThat(conditions.at("/x-kubernetes-list-type").asText()).isEqualTo("map");
        assertThat(conditions.at("/x-kubernetes-list-map-keys"))
                .hasSize(1)
                .first()
                .asString()
                .isEqualTo("\"type\"");
    }

    @Test
    void acceptsAScheduleWithoutATypeOrWithAnEmptyOne() {
        ObjectNode sample = (ObjectNode) Samples.of("Plan");
        ObjectNode schedule = (ObjectNode) sample.at("/spec/schedule");

        schedule.put("type", "");
        assertThat(errors(Crds.ours("Plan"), sample)).isEmpty();
        schedule.remove("type");
        assertThat(errors(Crds.ours("Plan"), sample)).isEmpty();
    }

    private static void find(String kind, String path, JsonNode upstream, JsonNode ours, Set<String> found) {
        for (String keyword : STRICTER) {
            if (ours.has(keyword)
                    && !ours.path(keyword).equals(upstream.path(keyword))
                    && !sameNumber(upstream, ours, keyword)) {
                found.add(kind + " " + keyword + " " + path);
            }
        }
        Set<String> required = names(upstream.path("required"));
        for (String name : names(ours.path("required"))) {
            if (!required.contains(name)) {
                found.add(kind + " required " + path + "/" + name);
            }
        }
        upstream.path("properties").fields().forEachRemaining(property -> {
            JsonNode counterpart = ours.path("properties").path(property.getKey());
            find(kind, path + "/" + property.getKey(), property.getValue(), counterpart, found);
        });
        if (upstream.has("items")) {
            find(kind, path + "/0", upstream.path("items"), ours.path("items"), found);
        }
    }

    private static boolean sameNumber(JsonNode upstream, JsonNode ours, String keyword) {
        return ours.path(keyword).isNumber()
                && upstream.path(keyword).isNumber()
                && ours.path(keyword).asDouble() == upstream.path(keyword).asDouble();
    }

    private static Set<String> names(JsonNode list) {
        Set<String> names = new TreeSet<>();
        list.forEach(name -> names.add(name.asText()));
        return names;
    }

    private static List<String> errors(JsonNode crd, JsonNode object) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
                .getSchema(Crds.schema(crd))
                .validate(object)
                .stream()
                .map(Error::toString)
                .collect(Collectors.toList());
    }
}
