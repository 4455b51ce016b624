package dev.holdfast.backup.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.testkit.api.RawApi.Reply;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What only the simulator can do: faults, inspection and a clock of its own. */
class DisturbanceTest {

    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private static final Instant NOW = Instant.parse("2030-05-06T07:08:09Z");

    private final SimulatedApi api = SimulatedApi.builder()
            .clock(InstantSource.fixed(NOW))
            .podLogs((namespace, pod, container) -> Optional.of("one\ntwo\nthree\n"))
            .start();
    private final KubernetesClient client = withoutRetries(api);
    private final RawApi raw = new RawApi(client);

    private static KubernetesClient withoutRetries(SimulatedApi api) {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(api.config())
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        api.close();
    }

    @Test
    void aFaultHitsTheChosenRequestsOnly() {
        api.faults()
                .add(RequestFault.on("create", "configmaps")
                        .skipping(1)
                        .times(1)
                        .failing(409, "Conflict"));
        assertThat(create("a").code()).isEqualTo(201);
        assertThat(create("b").reason()).isEqualTo("Conflict");
        assertThat(create("b").code()).isEqualTo(201);
        assertThat(api.requests()).extracting(LoggedRequest::status).containsExactly(201, 409, 201);
    }

    @Test
    void throttlingSaysWhenToComeBack() {
        api.faults().add(RequestFault.on("get", "configmaps").throttling(7));
        Reply reply = raw.get(MAPS + "/a");
        assertThat(reply.code()).isEqualTo(429);
        assertThat(reply.reason()).isEqualTo("TooManyRequests");
        assertThat(reply.at("/details/retryAfterSeconds")).isEqualTo("7");
    }

    @Test
    void aLostAnswerLeavesTheObjectBehind() {
        api.faults().add(RequestFault.on("create", "configmaps").losingTheAnswer());
        Assertions.assertThatThrownBy(() -> create("a")).isInstanceOf(IllegalStateException.class);
        assertThat(api.objects(ConfigMap.class)).hasSize(1);
        assertThat(api.requests()).extracting(LoggedRequest::status).containsExactly(0);
    }

    @Test
    void anAnswerCanFailAfterTheCommit() {
        api.faults().add(RequestFault.on("create", "configmaps").failingAfterCommit(504, "Timeout"));
        assertThat(create("a").code()).isEqualTo(504);
        assertThat(api.objects("v1", "ConfigMap")).hasSize(1);
    }

    @Test
    void aDroppedRequestChangesNothing() {
        api.faults().add(RequestFault.on("create", "configmaps").dropping());
        Assertions.assertThatThrownBy(() -> create("a")).isInstanceOf(IllegalStateException.class);
        assertThat(api.objects(ConfigMap.class)).isEmpty();
    }

    @Test
    void aRequestWaitsForItsLatch() throws InterruptedException {
        CountDownLatch gate = new CountDownLatch(1);
        api.faults().add(RequestFault.on("create", "configmaps").waitingFor(gate));
        Thread caller = new Thread(() -> create("a"));
        caller.start();
        create("never-matches", "/api/v1/namespaces/default/secrets", "Secret");
        assertThat(api.objects(ConfigMap.class)).isEmpty();
        gate.countDown();
        caller.join();
        assertThat(api.objects(ConfigMap.class)).hasSize(1);
    }

    @Test
    void theDenyListRefusesAndAnswersReviews() {
        api.access().deny(AccessRule.deny("patch", "batch", "jobs/status").forUser("tenant"));
        try (KubernetesClient tenant = api.client("tenant")) {
            RawApi asTenant = new RawApi(tenant);
            String path = "/apis/batch/v1/namespaces/default/jobs/j/status";
            Reply refused = asTenant.patch(path, RawApi.MERGE, "{}");
            assertThat(refused.code()).isEqualTo(403);
            assertThat(refused.at("/message")).contains("User \"tenant\" cannot patch resource \"jobs/status\"");
            assertThat(raw.patch(path, RawApi.MERGE, "{}").code()).isEqualTo(404);
            Reply review = asTenant.post(
                    "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
                    "{'spec':{'resourceAttributes':{'verb':'patch','group':'batch','resource':'jobs','subresource':'status','namespace':'x'}}}");
            assertThat(review.at("/status/allowed")).isEqualTo("false");
        }
    }

    @Test
    void compactionExpiresOldWatchesAndPages() {
        String first = create("a").version();
        create("b");
        String token = raw.get(MAPS + "?limit=1").at("/metadata/continue");
        create("c");
        api.compact();
        Reply watch = raw.get(MAPS + "?watch=true&timeoutSeconds=1&resourceVersion=" + first);
        assertThat(watch.at("/type")).isEqualTo("ERROR");
        assertThat(watch.at("/object/code")).isEqualTo("410");
        Reply page = raw.get(MAPS + "?limit=1&continue=" + token);
        assertThat(page.code()).isEqualTo(410);
        assertThat(page.reason()).isEqualTo("Expired");
    }

    @Test
    void anInformerSurvivesCutExpiredAndStaleWatches() {
        Set<String> seen = new ConcurrentSkipListSet<>();
        try (SharedIndexInformer<ConfigMap> informer =
                client.configMaps().inNamespace("default").inform()) {
            create("a");
            awaitNames(informer, seen, "a");
            api.watches().cutAll();
            create("b");
            awaitNames(informer, seen, "a", "b");
            api.compact();
            api.watches().expireAll();
            create("c");
            awaitNames(informer, seen, "a", "b", "c");
            api.watches().holdAll();
            create("d");
            assertThat(informer.getStore().list()).hasSize(3);
            api.watches().releaseAll();
            awaitNames(informer, seen, "a", "b", "c", "d");
        }
    }

    private static void awaitNames(SharedIndexInformer<ConfigMap> informer, Set<String> seen, String... names) {
        Awaitility.await().untilAsserted(() -> {
            informer.getStore().list().forEach(map -> seen.add(map.getMetadata().getName()));
            assertThat(seen).containsExactly(names);
        });
    }

    @Test
    void timesComeFromTheGivenClock() {
        assertThat(create("a").at("/metadata/creationTimestamp")).isEqualTo(NOW.toString());
        assertThat(api.requests().get(0).time()).isEqualTo(NOW);
    }

    @Test
    void podLogsAreCutAsAskedFor() {
        raw.post(
                "/api/v1/namespaces/default/pods",
                "{'apiVersion':'v1','kind':'Pod','metadata':{'name':'p'},'spec':{'containers':[{'name':'c','image':'i'}]}}");
        assertThat(client.pods()
                        .inNamespace("default")
                        .withName("p")
                        .tailingLines(2)
                        .getLog())
                .isEqualTo("two\nthree\n");
    }

    @Test
    void subscribersSeeEveryChangeAndTheServerSaysWhenItIsQuiet() {
        Set<String> seen = new ConcurrentSkipListSet<>();
        try (Subscription ignored = api.subscribe(
                change -> seen.add(change.kind() + " " + change.type().kind()))) {
            create("a");
            Awaitility.await().until(api::isQuiet);
            assertThat(seen).containsExactly("ADDED ConfigMap");
        }
    }

    @Test
    void anAdmissionMayRefuseChangeAndWarn() {
        ObjectAdmission rules =
                (type, object, old, strict) -> object.path("data").has("bad")
                        ? new AdmissionResult.Refused(List.of(FieldCause.forbidden("data.bad", "not here")))
                        : new AdmissionResult.Admitted(object.put("immutable", true), List.of("made immutable"));
        try (SimulatedApi strict = SimulatedApi.builder().admission(rules).start();
                KubernetesClient other = strict.client()) {
            ConfigMap good = other.resource(map("good", "k")).create();
            assertThat(good.getImmutable()).isTrue();
            Assertions.assertThatThrownBy(
                            () -> other.resource(map("bad", "bad")).create())
                    .isInstanceOfSatisfying(KubernetesClientException.class, e -> assertThat(e.getCode())
                            .isEqualTo(422));
        }
    }

    private static ConfigMap map(String name, String key) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("default")
                .endMetadata()
                .addToData(key, "v")
                .build();
    }

    private Reply create(String name) {
        return create(name, MAPS, "ConfigMap");
    }

    private Reply create(String name, String path, String kind) {
        return raw.post(path, "{'apiVersion':'v1','kind':'" + kind + "','metadata':{'name':'" + name + "'}}");
    }
}
