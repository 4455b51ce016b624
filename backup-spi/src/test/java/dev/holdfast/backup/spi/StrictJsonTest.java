package dev.holdfast.backup.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

    record Inner(Integer count) {}

    record Outer(
            Integer number,
            Long big,
            Boolean flag,
            Double ratio,
            String text,
            Instant at,
            List<Inner> inners,
            Map<String, Integer> map) {}

    enum Colour {
        RED,
        BLUE
    }

    record Chosen(Colour colour) {}

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static <T> T decode(String text, Class<T> type) {
        return StrictJson.decode(json(text), type, "InvalidOptions", "/spec/options");
    }

    private static Problem refusal(String text, Class<?> type) {
        return catchThrowableOfType(RefusedException.class, () -> decode(text, type))
                .failed()
                .problems()
                .get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'number': 12} | 12",
                "{'number': '12'} | 12",
                "{'big': '9999999999'} | 9999999999",
                "{'flag': 'true'} | true",
                "{'flag': false} | false",
                "{'ratio': '1.5'} | 1.5",
                "{'ratio': 2} | 2.0",
                "{'text': 'x'} | x",
                "{'at': '2026-05-01T12:00:00Z'} | 2026-05-01T12:00:00Z"
            })
    void takesWhatLosesNothing(String text, String expected) throws ReflectiveOperationException {
        Outer outer = decode(text, Outer.class);

        String field = json(text).fieldNames().next();
        assertThat(String.valueOf(Outer.class.getDeclaredMethod(field).invoke(outer)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'number': 1.5} | /number",
                "{'number': '1.5'} | /number",
                "{'number': ''} | /number",
                "{'number': ' '} | /number",
                "{'number': true} | /number",
                "{'number': 99999999999} | /number",
                "{'number': '99999999999'} | /number",
                "{'number': []} | /number",
                "{'number': {}} | /number",
                "{'flag': 1} | /flag",
                "{'flag': 'yes'} | /flag",
                "{'flag': ''} | /flag",
                "{'ratio': ''} | /ratio",
                "{'text': 12} | /text",
                "{'text': true} | /text",
                "{'text': {}} | /text",
                "{'at': 'yesterday'} | /at",
                "{'inners': {}} | /inners",
                "{'inners': [{'count': 1}, {'count': 'x'}]} | /inners/1/count",
                "{'inners': [{'cuont': 1}]} | /inners/0/cuont",
                "{'map': {'k': 'x'}} | /map/k",
                "{'nubmer': 1} | /nubmer"
            })
    void refusesTheRestWithTheFieldAtFault(String text, String field) {
        Problem problem = refusal(text, Outer.class);

        assertThat(problem.reason()).isEqualTo("InvalidOptions");
        assertThat(problem.field()).contains("/spec/options" + field);
        assertThat(problem.message())
                .isNotBlank()
                .doesNotContain("dev.holdfast")
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "'x'", "''", "true"})
    void refusesWhatIsNoObject(String text) {
        assertThat(refusal(text, Outer.class).field()).contains("/spec/options");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'colour': 'red'}", "{'colour': 0}", "{'colour': ''}", "{'colour': '1'}"})
    void enumsAreTheirNames(String text) {
        assertThat(decode("{'colour': 'BLUE'}", Chosen.class).colour()).isEqualTo(Colour.BLUE);
        assertThat(refusal(text, Chosen.class).field()).contains("/spec/options/colour");
    }

    record Needed(int count, boolean flag) {}

    @Test
    void whatCannotBeAbsentIsRequired() {
        assertThat(refusal("{'flag': true}", Needed.class).text())
                .isEqualTo("/spec/options/count: must be a whole number");
        assertThat(refusal("{'flag': null, 'count': 1}", Needed.class).field()).contains("/spec/options/flag");
    }

    @Test
    void saysWhatWasExpectedInWordsForTheReader() {
        assertThat(refusal("{'number': 'x'}", Outer.class).message()).isEqualTo("must be a whole number, not 'x'");
        assertThat(refusal("{'flag': 'yes'}", Outer.class).message()).isEqualTo("must be true or false, not 'yes'");
        assertThat(refusal("{'inners': {}}", Outer.class).message()).isEqualTo("must be a list");
        assertThat(refusal("{'colour': 'red'}", Chosen.class).message())
                .isEqualTo("must be one of RED, BLUE, not 'red'");
        assertThat(refusal("{'color': 'RED'}", Chosen.class).message()).isEqualTo("is not known; known are colour");
    }

    @Test
    void decodesKubernetesModelsWithQuantitiesAndPorts() {
        PodTemplateSpec pod = decode(
                "{'spec': {'containers': [{'name': 'a', 'resources': {'limits': {'cpu': 1, 'memory': '64Mi'}},"
                        + " 'livenessProbe': {'httpGet': {'port': 80}, 'periodSeconds': '5'}}]}}",
                PodTemplateSpec.class);

        var container = pod.getSpec().getContainers().get(0);
        assertThat(container.getResources().getLimits().get("memory").getAmount())
                .isEqualTo("64");
        assertThat(container.getLivenessProbe().getHttpGet().getPort().getIntVal())
                .isEqualTo(80);
        assertThat(container.getLivenessProbe().getPeriodSeconds()).isEqualTo(5);
    }

    @Test
    void readsMapsOfTextsAndNothingElse() {
        assertThat(StrictJson.textMap("{\"a\":\"1\",\"b\":\"\"}")).contains(Map.of("a", "1", "b", ""));
        assertThat(StrictJson.textMap("{}")).contains(Map.of());
        for (String text : List.of("", "[]", "null", "{\"a\":1}", "{\"a\":null}", "{\"a\":{}}", "{\"a\"", "{} {}")) {
            assertThat(StrictJson.textMap(text)).as(text).isEmpty();
        }
    }
}
