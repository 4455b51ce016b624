package dev.holdfast.backup.spi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import org.junit.jupiter.api.Test;

class ManifestsTest {

    private static final ObjectRef REF = ObjectRef.of("example.org/v1", "Dump", "ns", "db");

    @Test
    void anObjectBearsItsNameAndItsOwnCopyOfTheSpec() {
        ObjectNode spec = JsonNodeFactory.instance.objectNode().put("replicas", 3);

        GenericKubernetesResource made = Manifests.of(REF, spec);
        spec.put("replicas", 4);

        assertThat(ObjectRef.of(made)).isEqualTo(REF);
        assertThat(Manifests.at(made, "/spec/replicas").asInt()).isEqualTo(3);
        assertThat(Manifests.text(made, "/spec/replicas")).isEqualTo("3");
    }

    @Test
    void whatIsNotThereIsMissingAndEmpty() {
        GenericKubernetesResource made = Manifests.of(REF, JsonNodeFactory.instance.objectNode());

        assertThat(Manifests.at(made, "/status/phase").isMissingNode()).isTrue();
        assertThat(Manifests.text(made, "/status/phase")).isEmpty();
    }

    @Test
    void anObjectOfTheWholeClusterHasNoNamespace() {
        GenericKubernetesResource made =
                Manifests.of(new ObjectRef(REF.kind(), "", "db"), JsonNodeFactory.instance.objectNode());

        assertThat(made.getMetadata().getNamespace()).isNull();
    }
}
