package dev.holdfast.backup.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {

    private static final ApiRequest REQUEST = new ApiRequest("get", "jobs", "ns", "a");

    @Test
    void holdsTheObjectThatTheServerReturned() {
        GenericKubernetesResource object = new ApiTransport.Answer(
                        200, "{\"kind\": \"Job\", \"metadata\": {\"name\": \"a\"}, \"spec\": {\"parallelism\": 3}}")
                .object(REQUEST);

        assertThat(object.getKind()).isEqualTo("Job");
        assertThat(object.getMetadata().getName()).isEqualTo("a");
        assertThat(object.<Integer>get("spec", "parallelism")).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>Sign in</html>", "", "{}", "null", "[]"})
    void isNoAnswerWhenSomethingElseAnsweredInTheServersPlace(String body) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> new ApiTransport.Answer(200, body).object(REQUEST))
                .matches(ApiException::isUnanswered)
                .withMessageContaining("no Kubernetes object");
    }
}
