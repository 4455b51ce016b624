package dev.holdfast.backup.samples.host.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.driver.job.JobDriver;
import dev.holdfast.backup.driver.job.JobSpec;
import dev.holdfast.backup.spi.DriverDescriptor;
import dev.holdfast.backup.spi.ResourceUse;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccessTest {

    private final Access access =
            Access.of(new Account("ours", "robot"), List.of(new JobDriver()), List.of("apps.cozystack.io"));

    @Test
    void tenantsWhoLookSeeTheBackupKindsThroughThePlatformsOwnRoles() {
        ClusterRole role = PeopleRoles.tenantView();

        assertThat(role.getMetadata().getName()).isEqualTo("cozy:backups:view");
        assertThat(role.getMetadata().getLabels())
                .isEqualTo(Map.of("rbac.cozystack.io/aggregate-to-tenant-view", "true"));
        assertThat(lines(role.getRules()))
                .containsExactly("[backups.cozystack.io] [plans, backupjobs, restorejobs, backups, backupclasses] "
                        + "[get, list, watch]");
    }

    @Test
    void tenantAdminsAskForRunsButNeverWriteBackups() {
        ClusterRole role = PeopleRoles.tenantAdmin();

        assertThat(role.getMetadata().getName()).isEqualTo("cozy:backups:admin");
        assertThat(role.getMetadata().getLabels())
                .isEqualTo(Map.of("rbac.cozystack.io/aggregate-to-tenant-admin", "true"));
        assertThat(lines(role.getRules()))
                .containsExactly(
                        "[backups.cozystack.io] [plans, backupjobs, restorejobs] " + "[create, update, patch, delete]");
    }

    @Test
    void adminsRuleOverClassesAndTheLoadedStrategiesAndSettleRuns() {
        DriverDescriptor suspending = DriverDescriptor.of("example.org", "Snapshot", JobSpec.class)
                .uses("helm.toolkit.fluxcd.io/v2/HelmRelease", "get list watch patch")
                .uses("example.org/v1/Cluster", "get");

        ClusterRole role = PeopleRoles.platformAdmin(List.of(new JobDriver().descriptor(), suspending));

        String all = "[get, list, watch, create, update, patch, delete]";
        assertThat(lines(role.getRules()))
                .containsExactly(
                        "[backups.cozystack.io] [backupclasses, restoregrants] " + all,
                        "[backups.cozystack.io] [plans, backupjobs, restorejobs, backups] [get, list, watch]",
                        "[backups.cozystack.io] [backupjobs, restorejobs] [create, patch, delete]",
                        "[backups.cozystack.io] [backupjobs/status, restorejobs/status] [patch]",
                        "[backups.cozystack.io] [backups] [patch]",
                        "[] [events] [create]",
                        "[example.org] [snapshots] " + all,
                        "[strategy.backups.cozystack.io] [jobs] " + all,
                        "[helm.toolkit.fluxcd.io] [helmreleases] [get, patch]");
    }

    @Test
    void adminsSeeJournalsInTheEnginesNamespaceOnly() {
        assertThat(lines(PeopleRoles.platformAdminAtHome("ours").getRules()))
                .containsExactly("[coordination.k8s.io] [leases] [get]", "[] [secrets] [get, list, patch, delete]");
        assertThat(access.people())
                .allSatisfy(role -> assertThat(lines(role.getRules())).noneMatch(line -> line.contains("secrets")));
    }

    @Test
    void theEngineReadsSecretsOneByOneAndWritesNoneOutsideItsNamespace() {
        List<String> everywhere = access.everywhere().stream()
                .flatMap(role -> lines(role.getRules()).stream())
                .filter(line -> line.contains("secrets"))
                .toList();

        assertThat(everywhere).containsExactly("[] [secrets] [get]");
        assertThat(lines(EngineRoles.atHome("ours").getRules()))
                .containsExactly(
                        "[coordination.k8s.io] [leases] [get, list, watch, create, update, patch]",
                        "[] [secrets] [get, list, watch, create, update, patch, delete]");
    }

    @Test
    void theEngineWritesStatusAndBackupsOnly() {
        assertThat(lines(EngineRoles.everywhere(List.of("apps.cozystack.io", "example.org"))
                        .getRules()))
                .containsExactly(
                        "[backups.cozystack.io] [backupclasses, plans, backupjobs, restorejobs, backups] "
                                + "[get, list, watch]",
                        "[backups.cozystack.io] [backupclasses/status, plans/status, backupjobs/status, "
                                + "restorejobs/status, backups/status] [patch]",
                        "[backups.cozystack.io] [backups] [create, patch, delete]",
                        "[backups.cozystack.io] [restorejobs] [patch]",
                        "[backups.cozystack.io] [restoregrants] [list]",
                        "[apiextensions.k8s.io] [customresourcedefinitions] [get]",
                        "[] [namespaces] [get]",
                        "[] [secrets] [get]",
                        "[] [events] [create]",
                        "[coordination.k8s.io] [leases] [get]",
                        "[apps.cozystack.io] [*] [get, list, watch]",
                        "[example.org] [*] [get, list, watch]");
    }

    @Test
    void ofLeasesElsewhereTheEngineSeesThatOfTheReferenceOnly() {
        assertThat(EngineRoles.everywhere(List.of()).getRules())
                .filteredOn(rule -> rule.getResources().contains("leases"))
                .singleElement()
                .satisfies(
                        rule -> assertThat(rule.getResourceNames()).containsExactly("strategy.backups.cozystack.io"));
    }

    @Test
    void aDriverGetsWhatItDeclares() {
        ClusterRole role = DriverRoles.everywhere(new JobDriver().descriptor());

        assertThat(role.getMetadata().getName()).isEqualTo("holdfast:driver:jobs.strategy.backups.cozystack.io");
        assertThat(lines(role.getRules()))
                .containsExactly(
                        "[strategy.backups.cozystack.io] [jobs] [get, list, watch]",
                        "[strategy.backups.cozystack.io] [jobs/status] [patch]",
                        "[batch] [jobs] [create, delete, get, list, patch, watch]",
                        "[] [pods] [get, list, watch]",
                        "[] [pods/log] [get]");
    }

    @Test
    void whatADriverUsesInItsOperatorsNamespaceIsGrantedThereOnly() {
        DriverDescriptor driver = DriverDescriptor.of("example.org", "Snapshot", JobSpec.class)
                .uses("example.org/v1/Cluster", "get")
                .uses(ResourceUse.of("velero.io/v1/Backup", "create get").in("cozy-velero"));

        assertThat(lines(DriverRoles.everywhere(driver).getRules())).noneMatch(line -> line.contains("velero.io"));
        List<Role> elsewhere = DriverRoles.elsewhere(driver);
        assertThat(elsewhere).hasSize(1);
        assertThat(elsewhere.get(0).getMetadata().getNamespace()).isEqualTo("cozy-velero");
        assertThat(lines(elsewhere.get(0).getRules())).containsExactly("[velero.io] [backups] [create, get]");
    }

    @Test
    void bindsTheEnginesRolesAndNotThoseOfPeople() {
        List<HasMetadata> bindings = access.bindings();

        assertThat(bindings)
                .extracting(binding -> binding.getMetadata().getName())
                .containsExactly(
                        "holdfast:engine", "holdfast:driver:jobs.strategy.backups.cozystack.io", "holdfast:engine");
        assertThat(bindings.get(0)).isInstanceOfSatisfying(ClusterRoleBinding.class, binding -> {
            assertThat(binding.getRoleRef().getName()).isEqualTo("holdfast:engine");
            assertThat(binding.getSubjects().get(0).getNamespace()).isEqualTo("ours");
            assertThat(binding.getSubjects().get(0).getName()).isEqualTo("robot");
        });
        assertThat(bindings.get(2)).isInstanceOfSatisfying(RoleBinding.class, binding -> assertThat(
                        binding.getMetadata().getNamespace())
                .isEqualTo("ours"));
    }

    private static List<String> lines(List<PolicyRule> rules) {
        return rules.stream()
                .map(rule -> rule.getApiGroups() + " " + rule.getResources() + " " + rule.getVerbs())
                .toList();
    }
}
