package dev.holdfast.backup.engine.redact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

    @Test
    void masksAValueWhereverItStands() {
        assertThat(Redactor.of(List.of("hunter2")).redact("hunter2: login with hunter2 failed"))
                .isEqualTo("***: login with *** failed");
    }

    @Test
    void masksTheLongerOfTwoValuesThatBeginAlike() {
        assertThat(Redactor.of(List.of("hunter", "hunter2-more")).redact("pw=hunter2-more"))
                .isEqualTo("pw=***");
    }

    @Test
    void leavesNoPartOfOverlappingValues() {
        assertThat(Redactor.of(List.of("abcdef", "defghi")).redact("<abcdefghi>"))
                .isEqualTo("<***>");
    }

    @Test
    void masksWhatTheMaskAndItsNeighboursSpell() {
        assertThat(Redactor.of(List.of("****", "hunter2")).redact("*hunter2")).isEqualTo("***");
    }

    @Test
    void masksBase64WithAndWithoutPadding() {
        String secret = "pässword?>~1";
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        Redactor redactor = Redactor.of(List.of(secret));

        assertThat(redactor.redact(Base64.getEncoder().encodeToString(bytes) + "!"))
                .isEqualTo("***!");
        assertThat(redactor.redact(Base64.getEncoder().withoutPadding().encodeToString(bytes) + "!"))
                .isEqualTo("***!");
        assertThat(redactor.redact(Base64.getUrlEncoder().encodeToString(bytes) + "!"))
                .isEqualTo("***!");
    }

    @ParameterizedTest
    @ValueSource(strings = {"p%20w%2F%2B~1%2A", "p%20w%2f%2b~1%2a", "p+w%2F%2B%7E1*", "p%20w/%2B~1%2A", "p w/+~1*"})
    void masksUrlEncodings(String encoded) {
        assertThat(Redactor.of(List.of("p w/+~1*")).redact("s3://key:" + encoded + "@host"))
                .isEqualTo("s3://key:***@host");
    }

    @Test
    void masksAValueQuotedInJson() {
        assertThat(Redactor.of(List.of("say \"no\"\\")).redact("{\"pw\":\"say \\\"no\\\"\\\\\"}"))
                .isEqualTo("{\"pw\":\"***\"}");
    }

    @Test
    void masksAValueWhoseTrailingNewlineWasStripped() {
        assertThat(Redactor.of(List.of("hunter2\n")).redact("password hunter2, user x"))
                .isEqualTo("password ***, user x");
    }

    @Test
    void masksSingleLinesOfAValueOfSeveralLinesButNotItsShortWords() {
        Redactor redactor = Redactor.of(List.of("users:\nMIIEpAIBAAKCAQEA\nq8hGk2\n"));

        assertThat(redactor.redact("users: the key MIIEpAIBAAKCAQEA is bad")).isEqualTo("users: the key *** is bad");
    }

    @Test
    void leavesValuesOfThreeCharactersAlone() {
        assertThat(Redactor.of(List.of("abc", "")).redact("abc YWJj")).isEqualTo("abc YWJj");
    }

    @Test
    void masksLiteralsOfVariablesNamedLikeSecrets() throws JsonProcessingException {
        JsonNode template = new ObjectMapper()
                .readTree(
                        """
                        {"spec": {
                          "initContainers": [{"env": [{"name": "API_TOKEN", "value": "token-value"}]}],
                          "containers": [{"env": [
                            {"name": "AWS_SECRET_ACCESS_KEY", "value": "key-value"},
                            {"name": "CLIENT_SECRET", "value": "secret-value"},
                            {"name": "db_password", "value": "pw-value"},
                            {"name": "KEY_ID", "value": "plain-value"},
                            {"name": "OTHER_KEY", "valueFrom": {"secretKeyRef": {"name": "s", "key": "k"}}},
                            {"name": "NULL_KEY", "value": null}]}]}}
                        """);

        assertThat(Redactor.ofTemplate(template).redact("token-value key-value secret-value pw-value plain-value null"))
                .isEqualTo("*** *** *** *** plain-value null");
    }

    @Test
    void addsValuesToThoseItMasks() {
        assertThat(Redactor.of(List.of("first"))
                        .and(Redactor.of(List.of("second")))
                        .redact("first second third"))
                .isEqualTo("*** *** third");
    }

    @Test
    void changesNothingWithoutSecrets() {
        assertThat(Redactor.none().redact("as it was")).isEqualTo("as it was");
    }

    @Test
    void doesNotNameItsValues() {
        assertThat(Redactor.of(List.of("hunter2"))).asString().doesNotContain("hunter2");
    }

    @Property(tries = 500)
    void leavesNoSecretOfFourCharactersOrMore(
            @ForAll("secrets") Set<String> secrets, @ForAll("texts") List<String> between) {
        StringBuilder text = new StringBuilder();
        for (String part : between) {
            text.append(part);
            secrets.forEach(secret -> text.append(secret)
                    .append(part)
                    .append(Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8))));
        }

        String redacted = Redactor.of(secrets).redact(text.toString());

        assertThat(secrets).noneMatch(redacted::contains);
    }

    @Provide
    Arbitrary<Set<String>> secrets() {
        // Few letters, so that values overlap, contain each other and meet the mask.
        return Arbitraries.strings()
                .withChars("ab*%+\n é")
                .ofMinLength(4)
                .ofMaxLength(9)
                .set()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<List<String>> texts() {
        return Arbitraries.strings()
                .withChars("ab*%")
                .ofMaxLength(5)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }
}
