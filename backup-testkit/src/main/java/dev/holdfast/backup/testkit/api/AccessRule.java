package dev.holdfast.backup.testkit.api;

/**
 * Something a user must not do. {@code *} matches everything in every part.
 *
 * @param user who; see {@link RequestInfo#user()}
 * @param verb the Kubernetes verb
 * @param group API group, empty for the core group
 * @param resource plural name, with a subresource as {@code plural/subresource}
 * @param namespace where; empty matches cluster-wide requests only
 */
public record AccessRule(String user, String verb, String group, String resource, String namespace) {

    /**
     * Denies one verb on one resource to everybody, everywhere.
     *
     * @param verb the Kubernetes verb
     * @param group API group
     * @param resource plural name, with a subresource as {@code plural/subresource}
     * @return the rule
     */
    public static AccessRule deny(String verb, String group, String resource) {
        return new AccessRule("*", verb, group, resource, "*");
    }

    /**
     * The same rule for one user only.
     *
     * @param name the user
     * @return the narrower rule
     */
    public AccessRule forUser(String name) {
        return new AccessRule(name, verb, group, resource, namespace);
    }

    /**
     * The same rule in one namespace only.
     *
     * @param name the namespace
     * @return the narrower rule
     */
    public AccessRule inNamespace(String name) {
        return new AccessRule(user, verb, group, resource, name);
    }

    boolean matches(String who, String wantedVerb, String wantedGroup, String wantedResource, String where) {
        return fits(user, who)
                && fits(verb, wantedVerb)
                && fits(group, wantedGroup)
                && fits(resource, wantedResource)
                && fits(namespace, where);
    }

    private static boolean fits(String pattern, String value) {
        return pattern.equals("*") || pattern.equals(value);
    }
}
