package dev.holdfast.backup.samples.host.access;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleRef;
import io.fabric8.kubernetes.api.model.rbac.Subject;

/**
 * Gives roles to the engine's account.
 *
 * @param namespace of the account
 * @param serviceAccount its name
 */
record Bindings(String namespace, String serviceAccount) {

    private static final String GROUP = "rbac.authorization.k8s.io";

    ClusterRoleBinding of(ClusterRole role) {
        String name = role.getMetadata().getName();
        return new ClusterRoleBindingBuilder()
                .withMetadata(new ObjectMetaBuilder().withName(name).build())
                .withRoleRef(new RoleRef(GROUP, "ClusterRole", name))
                .withSubjects(account())
                .build();
    }

    RoleBinding of(Role role) {
        String name = role.getMetadata().getName();
        return new RoleBindingBuilder()
                .withMetadata(new ObjectMetaBuilder()
                        .withNamespace(role.getMetadata().getNamespace())
                        .withName(name)
                        .build())
                .withRoleRef(new RoleRef(GROUP, "Role", name))
                .withSubjects(account())
                .build();
    }

    private Subject account() {
        return new Subject("", "ServiceAccount", serviceAccount, namespace);
    }
}
