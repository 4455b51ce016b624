package dev.holdfast.backup.testkit.api;

import dev.holdfast.backup.testkit.cluster.KubeBinaries;
import dev.holdfast.backup.testkit.cluster.RealCluster;
import dev.holdfast.backup.testkit.cluster.RealClusterOptions;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** The conversations with a real control plane: what the simulator has to live up to. */
@SuppressWarnings("NullAway.Init")
class RealParityTest {

    private static @Nullable RealCluster cluster;
    private static KubernetesClient client;

    @BeforeAll
    static void start() {
        Optional<KubeBinaries> binaries = RealCluster.find();
        Assumptions.assumeTrue(KubeBinaries.isRequired() || binaries.isPresent(), KubeBinaries.HINT);
        cluster = RealCluster.start(binaries.orElseThrow(), RealClusterOptions.withControllers());
        client = cluster.client();
        ApiParityContract.install(client);
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            client.close();
            cluster.close();
        }
    }

    @Nested
    class Writes extends WriteParityContract {
        @Override
        KubernetesClient client() {
            return client;
        }
    }

    @Nested
    class Patches extends PatchParityContract {
        @Override
        KubernetesClient client() {
            return client;
        }
    }

    @Nested
    class Reads extends ReadParityContract {
        @Override
        KubernetesClient client() {
            return client;
        }
    }

    @Nested
    class Cascades extends CascadeParityContract {
        @Override
        KubernetesClient client() {
            return client;
        }
    }

    @Nested
    class Schemas extends SchemaParityContract {
        @Override
        KubernetesClient client() {
            return client;
        }
    }

    @Nested
    class BuiltIns extends BuiltInParityContract {
        @Override
        KubernetesClient client() {
            return client;
        }
    }
}
