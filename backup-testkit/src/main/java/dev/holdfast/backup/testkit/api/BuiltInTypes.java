package dev.holdfast.backup.testkit.api;

import static dev.holdfast.backup.testkit.api.ResourceType.Trait.CREATE_ON_UPDATE;
import static dev.holdfast.backup.testkit.api.ResourceType.Trait.GENERATION;
import static dev.holdfast.backup.testkit.api.ResourceType.Trait.NAMESPACED;
import static dev.holdfast.backup.testkit.api.ResourceType.Trait.RETURNS_DELETED;
import static dev.holdfast.backup.testkit.api.ResourceType.Trait.STATUS;
import static dev.holdfast.backup.testkit.api.ResourceType.Trait.UNCONDITIONAL_UPDATE;
import static dev.holdfast.backup.testkit.api.ResourceType.builtIn;

import java.util.List;
import java.util.stream.Stream;

/** The kinds served without any CustomResourceDefinition. */
final class BuiltInTypes {

    static final String EXTENSIONS = "apiextensions.k8s.io";
    static final String RBAC = "rbac.authorization.k8s.io";
    static final String AUTHORIZATION = "authorization.k8s.io";

    private BuiltInTypes() {}

    static List<ResourceType> all() {
        return Stream.of(core(), storage(), workloads(), others())
                .flatMap(kinds -> kinds)
                .toList();
    }

    private static Stream<ResourceType> core() {
        return Stream.of(
                builtIn("", "v1", "Namespace", "namespaces", STATUS, UNCONDITIONAL_UPDATE, RETURNS_DELETED)
                        .named("ns")
                        .selectable("status.phase"),
                builtIn("", "v1", "Pod", "pods", NAMESPACED, STATUS, GENERATION, UNCONDITIONAL_UPDATE, RETURNS_DELETED)
                        .named("po")
                        .selectable(
                                "spec.nodeName",
                                "spec.restartPolicy",
                                "spec.schedulerName",
                                "spec.serviceAccountName",
                                "status.phase",
                                "status.podIP"),
                builtIn("", "v1", "Service", "services", NAMESPACED, STATUS, UNCONDITIONAL_UPDATE, RETURNS_DELETED)
                        .named("svc"),
                builtIn(
                                "",
                                "v1",
                                "ServiceAccount",
                                "serviceaccounts",
                                NAMESPACED,
                                UNCONDITIONAL_UPDATE,
                                RETURNS_DELETED)
                        .named("sa"),
                builtIn("", "v1", "Event", "events", NAMESPACED, UNCONDITIONAL_UPDATE, CREATE_ON_UPDATE)
                        .named("ev")
                        .selectable(eventFields("involvedObject", "reportingComponent")));
    }

    private static Stream<ResourceType> storage() {
        return Stream.of(
                builtIn("", "v1", "Secret", "secrets", NAMESPACED, UNCONDITIONAL_UPDATE)
                        .selectable("type"),
                builtIn("", "v1", "ConfigMap", "configmaps", NAMESPACED, UNCONDITIONAL_UPDATE)
                        .named("cm"),
                builtIn(
                                "",
                                "v1",
                                "PersistentVolumeClaim",
                                "persistentvolumeclaims",
                                NAMESPACED,
                                STATUS,
                                UNCONDITIONAL_UPDATE,
                                RETURNS_DELETED)
                        .named("pvc"),
                builtIn(
                                "",
                                "v1",
                                "PersistentVolume",
                                "persistentvolumes",
                                STATUS,
                                UNCONDITIONAL_UPDATE,
                                RETURNS_DELETED)
                        .named("pv"));
    }

    private static Stream<ResourceType> workloads() {
        return Stream.of(
                builtIn("batch", "v1", "Job", "jobs", NAMESPACED, STATUS, GENERATION, UNCONDITIONAL_UPDATE)
                        .selectable("status.successful"),
                builtIn("batch", "v1", "CronJob", "cronjobs", NAMESPACED, STATUS, GENERATION, UNCONDITIONAL_UPDATE)
                        .named("cj"),
                builtIn("apps", "v1", "Deployment", "deployments", NAMESPACED, STATUS, GENERATION, UNCONDITIONAL_UPDATE)
                        .named("deploy"),
                builtIn(
                                "apps",
                                "v1",
                                "StatefulSet",
                                "statefulsets",
                                NAMESPACED,
                                STATUS,
                                GENERATION,
                                UNCONDITIONAL_UPDATE)
                        .named("sts"));
    }

    private static Stream<ResourceType> others() {
        return Stream.of(
                builtIn("events.k8s.io", "v1", "Event", "events", NAMESPACED, UNCONDITIONAL_UPDATE, CREATE_ON_UPDATE)
                        .selectable(eventFields("regarding", "reportingController")),
                builtIn("coordination.k8s.io", "v1", "Lease", "leases", NAMESPACED, CREATE_ON_UPDATE),
                builtIn(RBAC, "v1", "Role", "roles", NAMESPACED, UNCONDITIONAL_UPDATE, CREATE_ON_UPDATE),
                builtIn(RBAC, "v1", "RoleBinding", "rolebindings", NAMESPACED, UNCONDITIONAL_UPDATE, CREATE_ON_UPDATE),
                builtIn(RBAC, "v1", "ClusterRole", "clusterroles", UNCONDITIONAL_UPDATE, CREATE_ON_UPDATE),
                builtIn(
                        RBAC,
                        "v1",
                        "ClusterRoleBinding",
                        "clusterrolebindings",
                        UNCONDITIONAL_UPDATE,
                        CREATE_ON_UPDATE),
                builtIn(EXTENSIONS, "v1", "CustomResourceDefinition", "customresourcedefinitions", STATUS, GENERATION)
                        .named("crd", "crds"),
                builtIn(AUTHORIZATION, "v1", "SelfSubjectAccessReview", "selfsubjectaccessreviews"),
                builtIn(AUTHORIZATION, "v1", "SubjectAccessReview", "subjectaccessreviews"));
    }

    private static String[] eventFields(String subject, String reporter) {
        return new String[] {
            subject + ".kind",
            subject + ".namespace",
            subject + ".name",
            subject + ".uid",
            subject + ".apiVersion",
            subject + ".resourceVersion",
            subject + ".fieldPath",
            reporter,
            "reason",
            "type"
        };
    }
}
