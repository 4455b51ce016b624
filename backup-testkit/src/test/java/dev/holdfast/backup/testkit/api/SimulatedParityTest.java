package dev.holdfast.backup.testkit.api;

import dev.holdfast.backup.testkit.schema.SchemaAdmission;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** The conversations with the simulator. */
@SuppressWarnings("NullAway.Init")
class SimulatedParityTest {

    private static @Nullable SimulatedApi cluster;
    private static KubernetesClient client;

    @BeforeAll
    static void start() {
        cluster = SimulatedApi.builder().admission(new SchemaAdmission()).start();
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
