package dev.holdfast.backup.samples.host.access;

import static dev.holdfast.backup.samples.host.access.Rules.READ;
import static dev.holdfast.backup.samples.host.access.Rules.allow;

import dev.holdfast.backup.api.CoreApi;
import dev.holdfast.backup.engine.EngineOptions;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the engine itself needs, whichever drivers are loaded. Pure. */
public final class EngineRoles {

    /** Name of the role for the whole cluster, and of the one in the engine's namespace. */
    public static final String NAME = "holdfast:engine";

    private EngineRoles() {}

    /**
     * The role for the whole cluster.
     *
     * @param applicationGroups API groups of the applications that are backed up
     */
    public static ClusterRole everywhere(List<String> applicationGroups) {
        List<PolicyRule> rules = new ArrayList<>();
        rules.add(allow(CoreApi.GROUP, "backupclasses plans backupjobs restorejobs backups", READ));
        rules.add(allow(
                CoreApi.GROUP,
                "backupclasses/status plans/status backupjobs/status restorejobs/status backups/status",
                "patch"));
        // Runs leave a Backup, hold it with a finalizer while its data is deleted, and let it go.
        rules.add(allow(CoreApi.GROUP, "backups", "create patch delete"));
        // A restore that was deleted half-way is held by a finalizer until it has come to a safe end.
        rules.add(allow(CoreApi.GROUP, "restorejobs", "patch"));
        rules.add(allow(CoreApi.GROUP, "restoregrants", "list"));
        rules.add(allow("apiextensions.k8s.io", "customresourcedefinitions", "get"));
        rules.add(allow("", "namespaces", "get"));
        // Credentials that strategies name; never listed or watched.
        rules.add(allow("", "secrets", "get"));
        rules.add(allow("", "events", "create"));
        rules.add(referenceLease());
        for (String group : applicationGroups) {
            rules.add(allow(group, "*", READ));
        }
        return Rules.clusterRole(NAME, Map.of(), rules);
    }

    /** By name in any namespace: a Role in that of the reference could not be created where the reference never was. */
    private static PolicyRule referenceLease() {
        return new PolicyRuleBuilder(allow("coordination.k8s.io", "leases", "get"))
                .withResourceNames(EngineOptions.defaults().reference().lease())
                .build();
    }

    /** The role in the engine's own namespace: leader election and the journals of runs, which are Secrets. */
    public static Role atHome(String namespace) {
        return Rules.role(
                namespace,
                NAME,
                List.of(
                        allow("coordination.k8s.io", "leases", "get list watch create update patch"),
                        allow("", "secrets", "get list watch create update patch delete")));
    }
}
