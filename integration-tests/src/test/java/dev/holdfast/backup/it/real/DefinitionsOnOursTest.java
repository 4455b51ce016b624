package dev.holdfast.backup.it.real;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@inheritDoc} */
@OnCluster(CrdSet.OURS)
class DefinitionsOnOursTest extends DefinitionsContract {

    @Test
    void kubectlShowsWhatAPersonLooksFor(Platform platform) {
        try (RealWorld world = RealWorld.on(platform)) {
            world.write("db", "orders", "first");
            world.backUp("b1");
            world.awaitSuccess("BackupJob", "b1");
            world.restore("r1", "b1", "");
            world.awaitSuccess("RestoreJob", "r1");

            assertThat(columns(world, "bj", "b1")).contains("Database db", "Succeeded", "BackupCompleted");
            assertThat(columns(world, "backups.backups.cozystack.io", "b1")).contains("Ready");
            assertThat(columns(world, "restorejobs", "r1")).contains("b1", "Succeeded");
        }
    }

    private static String columns(RealWorld world, String resource, String name) {
        return world.platform
                .kubectl("get", resource, name, "--no-headers", "-n", world.namespace)
                .replaceAll(" +", " ");
    }
}
