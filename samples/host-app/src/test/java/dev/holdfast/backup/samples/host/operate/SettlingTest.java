package dev.holdfast.backup.samples.host.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.samples.host.Commands.Result;
import dev.holdfast.backup.samples.host.access.Access;
import dev.holdfast.backup.samples.host.access.Account;
import dev.holdfast.backup.samples.host.access.Granted;
import dev.holdfast.backup.samples.host.cli.LoadedDrivers;
import dev.holdfast.backup.testkit.api.AccessRule;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettlingTest {

    @TempDir
    private Path directory = Path.of("");

    @Test
    void showsWhatAnInterruptedRestoreHoldsAndLetsItGo() throws Exception {
        try (Tenancy tenancy = new Tenancy(directory)) {
            tenancy.backedUp();
            tenancy.interrupted();

            String runs = tenancy.run("runs").out();
            assertThat(runs)
                    .contains("RestoreJob tenant-a/r1   Interrupted   restore")
                    .contains("restore of  Database tenant-a/db")
                    .contains("locks       apps.cozystack.io/Database/tenant-a/db")
                    .contains("disk full");
            JsonNode json = Tenancy.json(tenancy.run("runs", "-o", "json", "-n", "tenant-a"));
            assertThat(json.at("/0/state").asText()).isEqualTo("Interrupted");
            assertThat(json.at("/0/inDanger").asBoolean()).isTrue();
            assertThat(Tenancy.json(tenancy.run("runs", "-o", "json", "-n", "other")))
                    .isEmpty();

            Result shown = tenancy.run("settle", "tenant-a/r1");
            assertThat(shown.exitCode()).isZero();
            assertThat(shown.out())
                    .contains("How to go on:", "restore into Database tenant-a/db again")
                    .contains("Nothing was changed. To let it go: host-app settle tenant-a/r1 --yes");
            assertThat(tenancy.journals()).hasSize(1);

            Result settled = tenancy.run("settle", "tenant-a/r1", "--yes", "--by", "ann");
            assertThat(settled.exitCode()).isZero();
            assertThat(settled.out()).contains("Let go: the lock of apps.cozystack.io/Database/tenant-a/db.");
            assertThat(tenancy.journals()).isEmpty();
            assertThat(tenancy.find("RestoreJob", "r1")
                            .orElseThrow()
                            .at("/status/conditions")
                            .toString())
                    .contains("\"Settled\"", "ann has settled");
            assertThat(tenancy.run("runs").out()).isEqualTo("Nothing is under way, and nothing was left behind.\n");
            Result again = tenancy.run("settle", "tenant-a/r1", "--yes");
            assertThat(again.exitCode()).isEqualTo(1);
            assertThat(again.err())
                    .contains("nothing is locked or suspended for 'tenant-a/r1'")
                    .hasLineCount(1);
        }
    }

    @Test
    void refusesToSettleWhatIsUnderWay() throws Exception {
        try (Tenancy tenancy = new Tenancy(directory)) {
            tenancy.backedUp();
            var restore = tenancy.begin("restore", "b1", "--yes", "--name=r1");
            tenancy.podRuns("r1-restore");
            Tenancy.until("locked", () -> tenancy.journals().size() == 1);

            Result result = tenancy.run("settle", "tenant-a/r1", "--yes");

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err()).contains("under way", "cancel it instead").hasLineCount(1);
            assertThat(tenancy.journals()).hasSize(1);
            tenancy.podSucceeds("r1-restore");
            assertThat(restore.join().exitCode()).isZero();
        }
    }

    @Test
    void takesTheEngineOutOfTheCluster() throws Exception {
        try (Tenancy tenancy = new Tenancy(directory)) {
            tenancy.backedUp();
            tenancy.interrupted();
            tenancy.stopEngine();

            Result shown = tenancy.run("retire");
            assertThat(shown.exitCode()).isZero();
            assertThat(shown.out())
                    .contains("Backup tenant-a/b1   backups.cozystack.io/cleanup   no")
                    .contains("RestoreJob tenant-a/r1   Interrupted")
                    .contains("Nothing was changed. To remove all of it: host-app retire --yes");
            assertThat(Tenancy.json(tenancy.run("retire", "-o", "json")).path("held"))
                    .hasSize(1);

            Result retired = tenancy.run("retire", "--yes");
            assertThat(retired.exitCode()).isZero();
            assertThat(retired.out()).contains("the finalizer of Backup tenant-a/b1");
            assertThat(tenancy.journals()).isEmpty();
            assertThat(tenancy.run("retire").out()).isEqualTo("Nothing of the engine would stay.\n");
        }
    }

    @Test
    void tellsInOneLineWhichRightIsMissing() throws Exception {
        try (Tenancy tenancy = new Tenancy(directory)) {
            tenancy.api
                    .access()
                    .deny(AccessRule.deny("list", "backups.cozystack.io", "backups")
                            .forUser(Tenancy.USER));

            Result result = tenancy.run("backups");

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err())
                    .startsWith("error: you may not list backups in all namespaces: ")
                    .hasLineCount(1);
        }
    }

    @Test
    void thePrintedAdminRolesAllowEveryCommand() throws Exception {
        try (Tenancy tenancy = new Tenancy(directory)) {
            tenancy.backedUp();
            tenancy.interrupted();
            tenancy.run("runs");
            tenancy.run("backups");
            tenancy.run("settle", "tenant-a/r1", "--yes");
            tenancy.run("backup", "Database/db", "--name=b2");
            tenancy.run("cancel", "backupjob/b2");
            tenancy.run("approve", "tenant-a/r1", "0123456789abcdef0123456789abcdef");
            tenancy.run("cancel", "restorejob/r1");
            tenancy.stopEngine();
            tenancy.run("retire", "--yes");

            Access access = Access.of(
                    new Account("holdfast-system", "holdfast"),
                    LoadedDrivers.find().all(),
                    List.of("apps.cozystack.io"));
            assertThat(Granted.to(access.people(), access.peopleAtHome()).missing(tenancy.api, Tenancy.USER))
                    .isEmpty();
        }
    }
}
