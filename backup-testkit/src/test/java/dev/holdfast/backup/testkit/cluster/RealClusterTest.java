package dev.holdfast.backup.testkit.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealClusterTest {

    private RealCluster cluster;

    @BeforeAll
    void start() {
        Assumptions.assumeTrue(
                KubeBinaries.isRequired()
                        || RealCluster.find()
                                .flatMap(KubeBinaries::controllerManager)
                                .isPresent(),
                KubeBinaries.HINT);
        cluster = RealCluster.start(RealCluster.find().orElseThrow(), RealClusterOptions.withControllers());
    }

    @AfterAll
    void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void servesACustomResourceAndItsWatch() throws Exception {
        KubernetesClient client = cluster.client();
        client.load(new ByteArrayInputStream(WIDGETS.getBytes(StandardCharsets.UTF_8)))
                .create();
        ResourceDefinitionContext widgets = new ResourceDefinitionContext.Builder()
                .withGroup("holdfast.test")
                .withVersion("v1")
                .withKind("Widget")
                .withPlural("widgets")
                .withNamespaced(true)
                .build();
        CompletableFuture<String> seen = new CompletableFuture<>();
        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(() -> client.genericKubernetesResources(widgets).list() != null);
        try (Watch watch = client.genericKubernetesResources(widgets)
                .inNamespace("default")
                .watch(firstName(seen))) {
            client.genericKubernetesResources(widgets)
                    .inNamespace("default")
                    .resource(new GenericKubernetesResourceBuilder()
                            .withApiVersion("holdfast.test/v1")
                            .withKind("Widget")
                            .withNewMetadata()
                            .withName("first")
                            .endMetadata()
                            .withAdditionalProperties(Map.of("spec", Map.of("size", 3)))
                            .build())
                    .create();
            assertThat(seen.get(20, TimeUnit.SECONDS)).isEqualTo("first");
        }
    }

    @Test
    void jobControllerCompletesAJobWhosePodSucceeds() {
        KubernetesClient client = cluster.client();
        namespace(client, "jobs");
        client.resource(job("jobs")).create();

        await().atMost(Duration.ofSeconds(30)).until(() -> !pods(client).isEmpty());
        Pod pod = pods(client).get(0);
        pod.setStatus(new io.fabric8.kubernetes.api.model.PodStatusBuilder()
                .withPhase("Succeeded")
                .build());
        client.resource(pod).updateStatus();

        await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> client
                                .batch()
                                .v1()
                                .jobs()
                                .inNamespace("jobs")
                                .withName("work")
                                .get()
                                .getStatus()
                                .getConditions()
                                .stream()
                                .anyMatch(condition -> condition.getType().equals("Complete")));
    }

    @Test
    void rbacJudgesAnImpersonatedUserAndTheAuditLogNamesHim() {
        KubernetesClient nobody = cluster.clientAs("nobody", "guests");

        assertThatThrownBy(() -> nobody.secrets().inNamespace("kube-system").list())
                .isInstanceOfSatisfying(KubernetesClientException.class, e -> assertThat(e.getCode())
                        .isEqualTo(403));

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(cluster.auditEvents()).anySatisfy(event -> {
                    assertThat(event.user()).isEqualTo("nobody");
                    assertThat(event.verb()).isEqualTo("list");
                    assertThat(event.uri()).startsWith("/api/v1/namespaces/kube-system/secrets");
                    assertThat(event.code()).isEqualTo(403);
                    assertThat(event.userAgent()).isNotEmpty();
                }));
    }

    @Test
    void closingKillsTheProcessesAndDeletesTheFiles() {
        RealCluster second = RealCluster.start(RealCluster.find().orElseThrow(), RealClusterOptions.apiServerOnly());
        Path directory = second.kubeconfig().getParent();
        second.client()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("kept")
                        .endMetadata()
                        .build())
                .create();
        List<ProcessHandle> before = processesOf(directory);

        second.close();
        second.close();

        assertThat(before).isNotEmpty().noneMatch(ProcessHandle::isAlive);
        assertThat(Files.exists(directory)).isFalse();
    }

    private static List<ProcessHandle> processesOf(Path directory) {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains(directory.toString()))
                .toList();
    }

    private static List<Pod> pods(KubernetesClient client) {
        return client.pods()
                .inNamespace("jobs")
                .withLabel("job-name", "work")
                .list()
                .getItems();
    }

    private static void namespace(KubernetesClient client, String name) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
    }

    private static Job job(String namespace) {
        return new JobBuilder()
                .withNewMetadata()
                .withName("work")
                .withNamespace(namespace)
                .endMetadata()
                .withNewSpec()
                .withNewTemplate()
                .withNewSpec()
                .withRestartPolicy("Never")
                .addNewContainer()
                .withName("main")
                .withImage("none")
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    private static Watcher<GenericKubernetesResource> firstName(CompletableFuture<String> seen) {
        return new Watcher<>() {
            @Override
            public void eventReceived(Action action, GenericKubernetesResource resource) {
                seen.complete(resource.getMetadata().getName());
            }

            @Override
            public void onClose(WatcherException cause) {
                seen.completeExceptionally(cause);
            }
        };
    }

    private static final String WIDGETS =
            """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata:
              name: widgets.holdfast.test
            spec:
              group: holdfast.test
              scope: Namespaced
              names: {kind: Widget, plural: widgets, singular: widget, listKind: WidgetList}
              versions:
                - name: v1
                  served: true
                  storage: true
                  schema:
                    openAPIV3Schema:
                      type: object
                      properties:
                        spec:
                          type: object
                          properties:
                            size: {type: integer}
            """;
}
