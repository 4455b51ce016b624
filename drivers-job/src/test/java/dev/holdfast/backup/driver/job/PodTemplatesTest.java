package dev.holdfast.backup.driver.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.backup.spi.Failed;
import dev.holdfast.backup.spi.RefusedException;
import dev.holdfast.backup.spi.RunPlan;
import dev.holdfast.backup.spi.SecretUse;
import dev.holdfast.backup.spi.Strategy;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PodTemplatesTest {

    private final JobDriver driver = new JobDriver();

    private RunPlan plan(Strategy strategy) {
        return Fixtures.plan(driver.planBackup(FakeRequest.under(strategy)));
    }

    private Failed refusal(Strategy strategy) {
        return catchThrowableOfType(RefusedException.class, () -> plan(strategy))
                .failed();
    }

    @Test
    void podsAreNotRestartedAndLeaveTheEndOfTheirLogUnlessTheTemplateSaysOtherwise() {
        String spec =
                """
                template:
                  spec:
                    restartPolicy: OnFailure
                    initContainers: [{name: prepare, image: tool}]
                    containers:
                      - {name: run, image: tool}
                      - {name: side, image: tool, terminationMessagePolicy: File}
                """;

        PodTemplateSpec left = Fixtures.templateOf(plan(Fixtures.strategy()));
        PodTemplateSpec said = Fixtures.templateOf(plan(Fixtures.strategyOf(spec)));

        assertThat(left.getSpec().getRestartPolicy()).isEqualTo("Never");
        assertThat(said.getSpec().getRestartPolicy()).isEqualTo("OnFailure");
        assertThat(said.getSpec().getContainers())
                .extracting(c -> c.getTerminationMessagePolicy())
                .containsExactly("FallbackToLogsOnError", "File");
        assertThat(said.getSpec().getInitContainers().get(0).getTerminationMessagePolicy())
                .isEqualTo("FallbackToLogsOnError");
    }

    @Test
    void labelsAndAnnotationsOfTheTemplateStayAndTheKnobsWin() {
        String spec =
                """
                template:
                  metadata: {labels: {a: template, b: template}, annotations: {x: template}}
                  spec: {containers: [{name: run, image: tool}]}
                """;
        Strategy strategy = Fixtures.strategyOf(
                spec, "pod-labels", "{\"b\":\"knob\",\"c\":\"knob\"}", "pod-annotations", "{\"y\":\"knob\"}");

        PodTemplateSpec pod = Fixtures.templateOf(plan(strategy));

        assertThat(pod.getMetadata().getLabels()).isEqualTo(Map.of("a", "template", "b", "knob", "c", "knob"));
        assertThat(pod.getMetadata().getAnnotations()).isEqualTo(Map.of("x", "template", "y", "knob"));
    }

    @Test
    void keepsFieldsThatThisLibraryDoesNotKnowAndNumbersThatWereRenderedAsTexts() {
        String spec =
                """
                template:
                  spec:
                    fieldOfTomorrow: {a: 1}
                    terminationGracePeriodSeconds: "45"
                    containers:
                      - name: run
                        image: tool
                        securityContext: {runAsUser: "1000", runAsNonRoot: "true"}
                        resources: {limits: {cpu: 1, memory: 64Mi}}
                """;

        var template = Fixtures.podOf(plan(Fixtures.strategyOf(spec))).template();

        assertThat(template.at("/spec/fieldOfTomorrow/a").asInt()).isEqualTo(1);
        assertThat(template.at("/spec/terminationGracePeriodSeconds").isNumber())
                .isTrue();
        assertThat(template.at("/spec/containers/0/securityContext/runAsUser").asLong())
                .isEqualTo(1000);
        assertThat(template.at("/spec/containers/0/securityContext/runAsNonRoot")
                        .isBoolean())
                .isTrue();
        assertThat(template.at("/spec/containers/0/resources/limits/cpu").asText())
                .isEqualTo("1");
    }

    @Test
    void refusesATemplateThatNoJobCanBeMadeOfWithAllFields() {
        Failed refused = refusal(Fixtures.strategyOf(
                "template: {spec: {restartPolicy: Always, containers: []}}", "result-container", "gone"));

        assertThat(refused.problems())
                .allSatisfy(p -> assertThat(p.reason()).isEqualTo("InvalidStrategy"))
                .extracting(p -> p.field().orElseThrow())
                .containsExactly(
                        "/spec/template/spec/containers",
                        "/spec/template/spec/restartPolicy",
                        "/spec/template/spec/containers");
    }

    @Test
    void refusesAStrategyWithoutTemplateOrWithUnknownFields() {
        assertThat(refusal(Fixtures.strategyOf("{}")).message()).contains("template is required");
        assertThat(refusal(Fixtures.strategyOf("template: {}\ntempalte: {}")).message())
                .contains("/spec/tempalte");
        assertThat(refusal(Fixtures.strategyOf("template: {}")).message()).contains("at least one container");
        assertThat(refusal(Fixtures.strategyOf("template: {spec: {containers: nonsense}}"))
                        .message())
                .contains("/spec/template/spec/containers");
    }

    @Test
    void declaresEverySecretWithoutWhichThePodWouldNotStart() {
        String spec =
                """
                template:
                  spec:
                    initContainers:
                      - name: prepare
                        image: tool
                        envFrom: [{secretRef: {name: whole}}, {configMapRef: {name: none}}]
                    containers:
                      - name: run
                        image: tool
                        env:
                          - {name: PLAIN, value: x}
                          - {name: A, valueFrom: {secretKeyRef: {name: keys, key: b}}}
                          - {name: B, valueFrom: {secretKeyRef: {name: keys, key: a}}}
                          - {name: C, valueFrom: {secretKeyRef: {name: maybe, key: a, optional: true}}}
                          - {name: D, valueFrom: {secretKeyRef: {key: nameless}}}
                        envFrom: [{secretRef: {name: maybe, optional: true}}]
                    volumes:
                      - {name: v1, secret: {secretName: mounted, items: [{key: ca.crt, path: ca.crt}]}}
                      - {name: v2, secret: {secretName: maybe, optional: true}}
                      - name: v3
                        projected:
                          sources:
                            - secret: {name: projected, items: [{key: k, path: k}]}
                            - secret: {name: maybe, optional: true}
                            - configMap: {name: none}
                      - {name: v4, emptyDir: {}}
                """;

        assertThat(plan(Fixtures.strategyOf(spec)).secrets())
                .isEqualTo(List.of(
                        SecretUse.of("keys", "a", "b"),
                        SecretUse.of("mounted", "ca.crt"),
                        SecretUse.of("projected", "k"),
                        SecretUse.of("whole")));
    }
}
