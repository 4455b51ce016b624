package dev.holdfast.backup.samples.host.access;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import java.util.List;
import java.util.Map;

/** Short forms of RBAC objects. */
final class Rules {

    static final String READ = "get list watch";

    private Rules() {}

    /** A rule for resources of one group; resources and verbs are separated by blanks. */
    static PolicyRule allow(String group, String resources, String verbs) {
        return new PolicyRuleBuilder()
                .withApiGroups(group)
                .withResources(resources.split(" "))
                .withVerbs(verbs.split(" "))
                .build();
    }

    static ClusterRole clusterRole(String name, Map<String, String> labels, List<PolicyRule> rules) {
        return new ClusterRoleBuilder()
                .withMetadata(new ObjectMetaBuilder()
                        .withName(name)
                        .withLabels(labels)
                        .build())
                .withRules(rules)
                .build();
    }

    static Role role(String namespace, String name, List<PolicyRule> rules) {
        return new RoleBuilder()
                .withMetadata(new ObjectMetaBuilder()
                        .withNamespace(namespace)
                        .withName(name)
                        .build())
                .withRules(rules)
                .build();
    }
}
