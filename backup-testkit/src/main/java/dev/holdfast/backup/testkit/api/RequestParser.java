package dev.holdfast.backup.testkit.api;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** From HTTP to a request in Kubernetes terms. */
final class RequestParser {

    private static final String DEFAULT_USER = "admin";

    private RequestParser() {}

    static ApiRequest parse(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Map<String, String> query =
                query(Optional.ofNullable(exchange.getRequestURI().getRawQuery()));
        RequestTarget target = target(path);
        Headers headers = exchange.getRequestHeaders();
        RequestInfo info = new RequestInfo(
                verb(exchange.getRequestMethod(), target, query),
                path,
                query,
                target,
                user(headers),
                header(headers, "User-Agent"));
        return new ApiRequest(
                info, header(headers, "Content-Type"), exchange.getRequestBody().readAllBytes());
    }

    static RequestTarget target(String path) {
        List<String> parts =
                Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
        if (parts.size() >= 3 && parts.get(0).equals("api")) {
            return target("", parts.get(1), parts.subList(2, parts.size()));
        }
        if (parts.size() >= 4 && parts.get(0).equals("apis")) {
            return target(parts.get(1), parts.get(2), parts.subList(3, parts.size()));
        }
        return RequestTarget.NONE;
    }

    private static RequestTarget target(String group, String version, List<String> rest) {
        boolean isNamespaceItself = rest.size() <= 2
                || rest.size() == 3 && List.of("status", "finalize").contains(rest.get(2));
        if (!rest.get(0).equals("namespaces") || isNamespaceItself) {
            return new RequestTarget(group, version, rest.get(0), "", part(rest, 1), part(rest, 2));
        }
        return new RequestTarget(group, version, rest.get(2), rest.get(1), part(rest, 3), part(rest, 4));
    }

    private static String part(List<String> parts, int index) {
        return index < parts.size() ? parts.get(index) : "";
    }

    private static String verb(String method, RequestTarget target, Map<String, String> query) {
        if (!target.isResource()) {
            return method.toLowerCase(Locale.ROOT);
        }
        boolean collection = target.name().isEmpty();
        return switch (method) {
            case "GET" -> {
                boolean watch = List.of("true", "1").contains(query.getOrDefault("watch", ""));
                yield watch ? "watch" : collection ? "list" : "get";
            }
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> collection ? "deletecollection" : "delete";
            default -> method.toLowerCase(Locale.ROOT);
        };
    }

    private static Map<String, String> query(Optional<String> raw) {
        Map<String, String> out = new HashMap<>();
        for (String pair : raw.orElse("").split("&")) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                out.put(
                        decode(equals < 0 ? pair : pair.substring(0, equals)),
                        equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return out;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String user(Headers headers) {
        String impersonated = header(headers, "Impersonate-User");
        if (!impersonated.isEmpty()) {
            return impersonated;
        }
        String authorization = header(headers, "Authorization");
        return authorization.startsWith("Bearer ") ? authorization.substring("Bearer ".length()) : DEFAULT_USER;
    }

    static String header(Headers headers, String name) {
        return Optional.ofNullable(headers.getFirst(name)).orElse("");
    }
}
