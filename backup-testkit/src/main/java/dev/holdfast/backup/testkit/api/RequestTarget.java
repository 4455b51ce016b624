package dev.holdfast.backup.testkit.api;

/**
 * What a resource path points at. Parts that the path does not have are empty strings; everything is empty for paths
 * outside the resource API, such as {@code /version}.
 *
 * @param group API group, empty for the core group
 * @param version API version
 * @param resource plural resource name
 * @param namespace namespace, empty for cluster-wide requests
 * @param name object name, empty for collections
 * @param subresource for example {@code status} or {@code log}
 */
public record RequestTarget(
        String group, String version, String resource, String namespace, String name, String subresource) {

    static final RequestTarget NONE = new RequestTarget("", "", "", "", "", "");

    boolean isResource() {
        return !resource.isEmpty();
    }
}
