package dev.holdfast.backup.samples.host.access;

import static dev.holdfast.backup.samples.host.access.Rules.READ;
import static dev.holdfast.backup.samples.host.access.Rules.allow;
import static dev.holdfast.backup.samples.host.crd.DriverCrds.plural;

import dev.holdfast.backup.api.CoreApi;
import dev.holdfast.backup.spi.DriverDescriptor;
import dev.holdfast.backup.spi.ResourceKind;
import dev.holdfast.backup.spi.ResourceUse;
import dev.holdfast.backup.spi.StrategyType;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What people may do. Tenants get their roles by aggregation into the platform's own, bound per namespace. They never write
 * Backups: a restore trusts what a Backup says. Pure.
 */
public final class PeopleRoles {

    private static final String ALL = READ + " create update patch delete";
    private static final String ADMIN = "holdfast:admin";
    private static final String AGGREGATE = "rbac.cozystack.io/aggregate-to-tenant-";

    private PeopleRoles() {}

    /** Tenants who may look. */
    public static ClusterRole tenantView() {
        return Rules.clusterRole(
                "cozy:backups:view",
                Map.of(AGGREGATE + "view", "true"),
                List.of(allow(CoreApi.GROUP, "plans backupjobs restorejobs backups backupclasses", READ)));
    }

    /** Tenants who may back up and restore, besides looking. */
    public static ClusterRole tenantAdmin() {
        return Rules.clusterRole(
                "cozy:backups:admin",
                Map.of(AGGREGATE + "admin", "true"),
                List.of(allow(CoreApi.GROUP, "plans backupjobs restorejobs", "create update patch delete")));
    }

    /**
     * The platform's admins: classes, grants and the loaded drivers' strategies, and what this program's commands for people do in the namespaces
     * of tenants. Who settles a run gives what it suspends its previous value back, so they may change what a driver changes
     * and never makes.
     */
    public static ClusterRole platformAdmin(Collection<DriverDescriptor> drivers) {
        List<PolicyRule> rules = new ArrayList<>();
        rules.add(allow(CoreApi.GROUP, "backupclasses restoregrants", ALL));
        rules.add(allow(CoreApi.GROUP, "plans backupjobs restorejobs backups", READ));
        rules.add(allow(CoreApi.GROUP, "backupjobs restorejobs", "create patch delete"));
        rules.add(allow(CoreApi.GROUP, "backupjobs/status restorejobs/status", "patch"));
        // To take the engine's finalizers away when it leaves the cluster.
        rules.add(allow(CoreApi.GROUP, "backups", "patch"));
        rules.add(allow("", "events", "create"));
        drivers.stream()
                .map(DriverDescriptor::strategyType)
                .sorted(Comparator.comparing(StrategyType::toString))
                .forEach(type -> rules.add(allow(type.group(), DriverRoles.resource(type), ALL)));
        drivers.stream()
                .flatMap(driver -> driver.resources().stream())
                .filter(use -> use.verbs().contains("patch") && !use.verbs().contains("create"))
                .map(ResourceUse::kind)
                .distinct()
                .sorted(Comparator.comparing(ResourceKind::toString))
                .forEach(kind -> rules.add(allow(kind.group(), plural(kind.kind()), "get patch")));
        return Rules.clusterRole(ADMIN, Map.of(), rules);
    }

    /** The same people in the engine's namespace: they see and settle journals, and whether an engine is alive. */
    public static Role platformAdminAtHome(String namespace) {
        return Rules.role(
                namespace,
                ADMIN,
                List.of(allow("coordination.k8s.io", "leases", "get"), allow("", "secrets", "get list patch delete")));
    }
}
