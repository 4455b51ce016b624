package dev.holdfast.backup.samples.host.access;

import static dev.holdfast.backup.samples.host.access.Rules.READ;
import static dev.holdfast.backup.samples.host.access.Rules.allow;

import dev.holdfast.backup.api.CoreApi;
import dev.holdfast.backup.spi.StrategyType;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
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

    /** The platform's admins: classes and the loaded drivers' strategies. */
    public static ClusterRole platformAdmin(Collection<StrategyType> strategies) {
        List<PolicyRule> rules = new ArrayList<>();
        rules.add(allow(CoreApi.GROUP, "backupclasses", ALL));
        strategies.stream()
                .sorted(Comparator.comparing(StrategyType::toString))
                .forEach(type -> rules.add(allow(type.group(), DriverRoles.resource(type), ALL)));
        return Rules.clusterRole("holdfast:admin", Map.of(), rules);
    }
}
