package dev.holdfast.backup.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeedStoreTest {

    private static final String LABEL = "run";

    private final FeedStore store = new FeedStore(LABEL, o -> o, o -> {}, o -> {});

    private void put(String name, Map<String, String> labels) {
        GenericKubernetesResource object = new GenericKubernetesResource();
        object.setMetadata(new ObjectMetaBuilder()
                .withNamespace("ns")
                .withName(name)
                .withLabels(labels)
                .build());
        store.put(store.getKey(object), object);
    }

    private List<String> bearing(String label, String value) {
        return store.bearing(label, value)
                .map(o -> o.getMetadata().getName())
                .sorted()
                .toList();
    }

    @Test
    void findsObjectsByTheValueOfTheirLabel() {
        put("a", Map.of(LABEL, "1"));
        put("b", Map.of(LABEL, "2"));
        put("c", Map.of(LABEL, "1"));
        put("d", Map.of());

        assertThat(bearing(LABEL, "1")).containsExactly("a", "c");
        assertThat(bearing(LABEL, "3")).isEmpty();
    }

    @Test
    void followsAnObjectWhoseLabelChangesOrGoes() {
        put("a", Map.of(LABEL, "1"));
        put("b", Map.of(LABEL, "1"));

        put("a", Map.of(LABEL, "2"));
        put("b", Map.of());

        assertThat(bearing(LABEL, "1")).isEmpty();
        assertThat(bearing(LABEL, "2")).containsExactly("a");
    }

    @Test
    void doesNotFindWhatWasRemoved() {
        put("a", Map.of(LABEL, "1"));

        store.remove("ns/a");

        assertThat(bearing(LABEL, "1")).isEmpty();
    }

    @Test
    void givesAllObjectsForAnotherLabel() {
        put("a", Map.of(LABEL, "1"));
        put("b", Map.of("other", "x"));

        assertThat(bearing("other", "x")).containsExactly("a", "b");
        assertThat(bearing("", "")).containsExactly("a", "b");
    }
}
