package dev.holdfast.backup.samples.host.run;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The Kubernetes verb of an HTTP request. Pure. */
final class ApiVerb {

    private static final String OTHER = "other";

    private ApiVerb() {}

    /** Such as {@code list}; {@code other} outside the resource API. */
    static String of(String method, URI uri) {
        List<String> resource = resource(uri.getPath());
        if (resource.isEmpty()) {
            return OTHER;
        }
        boolean collection = resource.size() == 1;
        return switch (method) {
            case "GET" -> isWatch(uri) ? "watch" : collection ? "list" : "get";
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> collection ? "deletecollection" : "delete";
            default -> OTHER;
        };
    }

    private static boolean isWatch(URI uri) {
        String query = Optional.ofNullable(uri.getQuery()).orElse("");
        return Arrays.asList(query.split("&")).contains("watch=true");
    }

    /** Resource, name and subresource, without group, version and namespace. */
    private static List<String> resource(String path) {
        List<String> parts =
                Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
        int start = path.startsWith("/apis/") ? 3 : path.startsWith("/api/") ? 2 : parts.size();
        List<String> rest = parts.subList(Math.min(start, parts.size()), parts.size());
        boolean inNamespace = rest.size() > 2 && rest.get(0).equals("namespaces");
        return inNamespace ? rest.subList(2, rest.size()) : rest;
    }
}
