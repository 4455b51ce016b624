package dev.holdfast.backup.engine.cluster;

/**
 * What was asked of the API server, for messages and metrics.
 *
 * @param verb as in roles: {@code get list create patch delete}
 * @param resource plural, with the subresource behind a slash
 * @param namespace empty for cluster-scoped resources
 * @param name empty for lists and creates without one
 */
public record ApiRequest(String verb, String resource, String namespace, String name) {

    @Override
    public String toString() {
        return verb + " " + resource + (namespace.isEmpty() && name.isEmpty() ? "" : " ")
                + (namespace.isEmpty() ? "" : namespace + "/") + name;
    }
}
