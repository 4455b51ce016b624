package dev.holdfast.backup.spi;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A kind that a driver's checks read or its plans create. Roles, informers and read guards follow from it.
 *
 * @param kind what
 * @param verbs what is done with it: {@code get list watch create patch delete}
 * @param scope where
 * @param namespace the fixed namespace of {@link Scope#FIXED}
 * @param optional whether the cluster may lack it for good; a read then finds nothing
 * @param subresource such as {@code log}, when the use is of a subresource only
 */
public record ResourceUse(
        ResourceKind kind,
        Set<String> verbs,
        Scope scope,
        Optional<String> namespace,
        boolean optional,
        Optional<String> subresource) {

    private static final Set<String> VERBS = Set.of("get", "list", "watch", "create", "patch", "update", "delete");

    /** Where a kind is used. */
    public enum Scope {
        /** In the namespace of the run. */
        RUN_NAMESPACE,
        /** In one namespace that the driver knows. */
        FIXED,
        /** The kind is cluster-scoped. */
        CLUSTER
    }

    /** Copies the verbs and checks them. */
    public ResourceUse {
        verbs = Set.copyOf(verbs);
        for (String verb : verbs) {
            if (!VERBS.contains(verb)) {
                throw new IllegalArgumentException("'" + verb + "' is not one of " + VERBS);
            }
        }
        if ((scope == Scope.FIXED) != namespace.isPresent()) {
            throw new IllegalArgumentException("a namespace goes with scope FIXED and only with it: " + kind);
        }
    }

    /** A use in the run's namespace; {@code kind} as {@code group/version/Kind}, verbs separated by blanks. */
    public static ResourceUse of(String kind, String verbs) {
        return new ResourceUse(
                ResourceKind.parse(kind),
                Set.copyOf(List.of(verbs.trim().split(" +"))),
                Scope.RUN_NAMESPACE,
                Optional.empty(),
                false,
                Optional.empty());
    }

    /** The same, in one fixed namespace. */
    public ResourceUse in(String fixedNamespace) {
        return new ResourceUse(kind, verbs, Scope.FIXED, Optional.of(fixedNamespace), optional, subresource);
    }

    /** The same, for a cluster-scoped kind. */
    public ResourceUse clusterScoped() {
        return new ResourceUse(kind, verbs, Scope.CLUSTER, Optional.empty(), optional, subresource);
    }

    /** The same, for a kind that may be absent for good. */
    public ResourceUse ifServed() {
        return new ResourceUse(kind, verbs, scope, namespace, true, subresource);
    }

    /** The same, for a subresource only. */
    public ResourceUse subresource(String name) {
        return new ResourceUse(kind, verbs, scope, namespace, optional, Optional.of(name));
    }
}
