package dev.holdfast.backup.testkit.jobs;

import dev.holdfast.backup.testkit.cluster.KubeBinaries;
import dev.holdfast.backup.testkit.cluster.RealCluster;
import dev.holdfast.backup.testkit.cluster.RealClusterOptions;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** Proves the scenarios themselves on the Job controller of Kubernetes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterJobScenariosTest extends JobScenarios {

    private Optional<RealCluster> cluster = Optional.empty();
    private KubernetesClient client;

    @BeforeAll
    void start() {
        Assumptions.assumeTrue(
                KubeBinaries.isRequired()
                        || RealCluster.find()
                                .flatMap(KubeBinaries::controllerManager)
                                .isPresent(),
                KubeBinaries.HINT);
        cluster =
                Optional.of(RealCluster.start(RealCluster.find().orElseThrow(), RealClusterOptions.withControllers()));
        client = cluster.get().client();
    }

    @AfterAll
    void stop() {
        cluster.ifPresent(RealCluster::close);
    }

    @Override
    KubernetesClient client() {
        return client;
    }
}
