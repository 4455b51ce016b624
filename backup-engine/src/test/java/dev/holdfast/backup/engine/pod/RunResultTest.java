package dev.holdfast.backup.engine.pod;

import static dev.holdfast.backup.engine.pod.Samples.STARTED_AT;
import static dev.holdfast.backup.engine.pod.Samples.containers;
import static dev.holdfast.backup.engine.pod.Samples.pod;
import static dev.holdfast.backup.engine.pod.Samples.succeeded;
import static dev.holdfast.backup.engine.pod.Samples.terminated;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.engine.pod.RunResult.Absent;
import dev.holdfast.backup.engine.pod.RunResult.Malformed;
import dev.holdfast.backup.engine.pod.RunResult.Reported;
import dev.holdfast.backup.spi.BackupResult;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunResultTest {

    @Test
    void readsEveryKey() {
        RunResult result = of(
                """
                {"apiVersion": "backups.cozystack.io/v1alpha1", "kind": "RunResult",
                 "artifact": {"uri": "s3://bucket/ns/app/name.tar", "sizeBytes": 1234, "checksum": "sha256:0aF9"},
                 "takenAt": "2026-05-01T14:30:00+02:00", "metadata": {"stream": "ORDERS"}, "message": "free text"}
                """);

        assertThat(result)
                .isEqualTo(new Reported(
                        new BackupResult(
                                Instant.parse("2026-05-01T12:30:00Z"),
                                Optional.of("s3://bucket/ns/app/name.tar"),
                                OptionalLong.of(1234),
                                Optional.of("sha256:0aF9"),
                                Map.of("stream", "ORDERS"),
                                Optional.empty()),
                        "free text"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\": \"RunResult\"}",
                "{\"kind\": \"RunResult\", \"artifact\": null, \"takenAt\": null, \"metadata\": null, \"message\": null}",
                "{\"kind\": \"RunResult\", \"artifact\": {\"uri\": null, \"sizeBytes\": null}, \"newer\": [1]}"
            })
    void needsNothingButTheKindAndIgnoresUnknownKeys(String text) {
        assertThat(of(text)).isEqualTo(new Reported(BackupResult.unidentified(STARTED_AT), ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'apiVersion': 'backups.cozystack.io/v2'       | apiVersion",
                "'artifact': 's3://bucket/key'                 | artifact must be an object",
                "'artifact': {'uri': '/no/scheme'}             | artifact.uri",
                "'artifact': {'uri': 's3:'}                    | artifact.uri",
                "'artifact': {'uri': 's3://a\\nb'}             | artifact.uri",
                "'artifact': {'uri': 7}                        | artifact.uri must be a text",
                "'artifact': {'sizeBytes': -1}                 | artifact.sizeBytes",
                "'artifact': {'sizeBytes': 1.5}                | artifact.sizeBytes",
                "'artifact': {'sizeBytes': '12'}               | artifact.sizeBytes",
                "'artifact': {'sizeBytes': 9223372036854775808}| artifact.sizeBytes",
                "'artifact': {'checksum': 'abcdef'}            | artifact.checksum",
                "'artifact': {'checksum': 'sha256:xyz'}        | artifact.checksum",
                "'artifact': {'checksum': ':ab'}               | artifact.checksum",
                "'takenAt': 'yesterday'                        | takenAt",
                "'takenAt': 1777636800                         | takenAt",
                "'metadata': []                                | metadata must be an object",
                "'metadata': {'n': 1}                          | metadata.n",
                "'metadata': {'': 'v'}                         | metadata.",
                "'message': {}                                 | message must be a text"
            },
            quoteCharacter = '"')
    void isMalformedAndNamesTheFieldThatIsWrong(String fields, String expected) {
        RunResult result = of("{\"kind\": \"RunResult\", " + fields.replace('\'', '"') + "}");

        assertThat(why(result)).contains("container main").contains(expected);
    }

    @Test
    void takesThirtyTwoEntriesOfMetadataOfOneKibibyte() {
        assertThat(of(withMetadata(32, "x".repeat(1024)))).isInstanceOf(Reported.class);
        assertThat(why(of(withMetadata(33, "x")))).contains("at most 32 entries, not 33");
        assertThat(why(of(withMetadata(1, "x".repeat(1025))))).contains("metadata.k0", "1 KiB");
        assertThat(why(of(withMetadata(1, "é".repeat(513))))).contains("metadata.k0", "1 KiB");
    }

    @Test
    void isAbsentWhenThePodSaidNothing() {
        assertThat(of("")).isEqualTo(new Absent());
        assertThat(read(succeeded(" \n"), Optional.empty(), Optional.of("some log\n")))
                .isEqualTo(new Absent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "done",
                "{\"kind\": \"RunResult\", \"artifact\": {\"uri\": \"s3://buck",
                "{\"kind\": \"Other\"}",
                "{\"kind\": \"RunResult\"} {}",
                "[]"
            })
    void isMalformedWhenTheReportingContainerSaidSomethingElse(String message) {
        assertThat(why(of(message)))
                .contains("container main", "kind RunResult")
                .doesNotContain("buck");
    }

    @Test
    void readsTheNamedContainerOnly() {
        GenericKubernetesResource pod = twoContainers(result("s3://b/first"), result("s3://b/second"));

        assertThat(uri(read(pod, Optional.of("b"), Optional.empty()))).contains("s3://b/second");
    }

    @Test
    void doesNotTakeAnotherContainersResultForThatOfTheNamedOne() {
        GenericKubernetesResource pod = twoContainers(result("s3://b/first"), "");

        assertThat(read(pod, Optional.of("b"), Optional.empty())).isEqualTo(new Absent());
    }

    @Test
    void isMalformedWhenTheNamedContainerIsNotThere() {
        RunResult result = read(succeeded(result("s3://b/k")), Optional.of("other"), Optional.empty());

        assertThat(why(result)).contains("container other", "pod p1", "main");
    }

    @Test
    void readsTheFirstContainerOfSeveralWhoseMessageIsAResult() {
        assertThat(uri(read(
                        twoContainers("mesh is done", result("s3://b/second")), Optional.empty(), Optional.empty())))
                .contains("s3://b/second");
        assertThat(uri(read(
                        twoContainers(result("s3://b/first"), result("s3://b/second")),
                        Optional.empty(),
                        Optional.empty())))
                .contains("s3://b/first");
    }

    @Test
    void isAbsentWhenNoneOfSeveralContainersReports() {
        assertThat(read(twoContainers("mesh is done", ""), Optional.empty(), Optional.empty()))
                .isEqualTo(new Absent());
    }

    @Test
    void fallsBackToTheLastResultLineOfTheLog() {
        String log = "BACKUP_RESULT " + result("s3://b/old") + "\n x BACKUP_RESULT {}\nBACKUP_RESULT "
                + result("s3://b/new") + "\r\nbye\n";

        assertThat(uri(read(succeeded(""), Optional.empty(), Optional.of(log)))).contains("s3://b/new");
        assertThat(uri(read(succeeded("cut off {"), Optional.empty(), Optional.of(log))))
                .contains("s3://b/new");
    }

    @Test
    void prefersTheTerminationMessageToTheLog() {
        Optional<String> log = Optional.of("BACKUP_RESULT " + result("s3://b/log"));

        assertThat(uri(read(succeeded(result("s3://b/message")), Optional.empty(), log)))
                .contains("s3://b/message");
    }

    @Test
    void isMalformedWhenTheLastResultLineIs() {
        Optional<String> noJson = Optional.of("BACKUP_RESULT " + result("s3://b/k") + "\nBACKUP_RESULT {oops");
        Optional<String> wrong = Optional.of("BACKUP_RESULT " + result("no-scheme"));

        assertThat(why(read(succeeded(""), Optional.empty(), noJson))).contains("BACKUP_RESULT");
        assertThat(why(read(succeeded(""), Optional.empty(), wrong))).contains("in the log", "artifact.uri");
    }

    private static RunResult of(String message) {
        return read(succeeded(message), Optional.empty(), Optional.empty());
    }

    private static RunResult read(GenericKubernetesResource pod, Optional<String> named, Optional<String> log) {
        return RunResultReader.read(PodState.of(pod), named, log, STARTED_AT);
    }

    private static GenericKubernetesResource twoContainers(String first, String second) {
        return pod(
                "p1",
                "Succeeded",
                containers(terminated("a", 0, "Completed", first), terminated("b", 0, "Completed", second)),
                "a",
                "b");
    }

    private static String result(String uri) {
        return "{\"kind\": \"RunResult\", \"artifact\": {\"uri\": \"" + uri + "\"}}";
    }

    private static String withMetadata(int count, String value) {
        return "{\"kind\": \"RunResult\", \"metadata\": "
                + IntStream.range(0, count)
                        .mapToObj(i -> "\"k" + i + "\": \"" + value + "\"")
                        .collect(Collectors.joining(", ", "{", "}"))
                + "}";
    }

    private static Optional<String> uri(RunResult result) {
        return result.match(a -> Optional.empty(), r -> r.result().uri(), m -> Optional.empty());
    }

    private static String why(RunResult result) {
        assertThat(result).isInstanceOf(Malformed.class);
        return result.match(a -> "", r -> "", Malformed::why);
    }
}
