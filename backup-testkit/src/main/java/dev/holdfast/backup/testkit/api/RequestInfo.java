package dev.holdfast.backup.testkit.api;

import java.util.Map;

/**
 * One request as the server understood it, before it is carried out.
 *
 * @param verb the Kubernetes verb ({@code get}, {@code list}, {@code watch}, {@code create}, {@code update},
 *     {@code patch}, {@code delete}, {@code deletecollection}), or the lower-case HTTP method outside the resource API
 * @param path path without the query
 * @param query decoded query parameters, the last value of each
 * @param target what the path points at
 * @param user who asks: the bearer token or impersonated user, {@code admin} without either
 * @param userAgent the User-Agent header, empty when absent
 */
public record RequestInfo(
        String verb, String path, Map<String, String> query, RequestTarget target, String user, String userAgent) {

    /** Copies the query. */
    public RequestInfo {
        query = Map.copyOf(query);
    }

    /** The first value of a query parameter; empty if there is none. */
    public String parameter(String name) {
        return query.getOrDefault(name, "");
    }

    boolean flag(String name) {
        String value = parameter(name);
        return value.equals("true") || value.equals("1");
    }

    /**
     * Says whether the request changes objects.
     *
     * @return true for create, update, patch, delete and deletecollection
     */
    public boolean isWrite() {
        return switch (verb) {
            case "create", "update", "patch", "delete", "deletecollection" -> true;
            default -> false;
        };
    }
}
