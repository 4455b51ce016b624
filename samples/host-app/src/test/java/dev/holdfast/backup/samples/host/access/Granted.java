package dev.holdfast.backup.samples.host.access;

import dev.holdfast.backup.testkit.api.LoggedRequest;
import dev.holdfast.backup.testkit.api.RequestInfo;
import dev.holdfast.backup.testkit.api.RequestTarget;
import dev.holdfast.backup.testkit.api.SimulatedApi;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What roles allow, against what somebody has asked of a simulated cluster. */
public record Granted(List<ClusterRole> everywhere, List<Role> inNamespaces) {

    /** By all of these roles together. */
    public static Granted to(List<ClusterRole> everywhere, List<Role> inNamespaces) {
        return new Granted(everywhere, inNamespaces);
    }

    /** The requests of a user, as verb and path, that no role allows. */
    public Set<String> missing(SimulatedApi api, String user) {
        List<RequestInfo> asked = api.requests().stream()
                .map(LoggedRequest::info)
                .filter(request -> request.user().equals(user))
                .filter(request -> !request.target().resource().isEmpty())
                .toList();
        if (asked.isEmpty()) {
            throw new IllegalStateException(user + " has asked for nothing");
        }
        return asked.stream()
                .filter(request -> !allowed(request))
                .map(request -> request.verb() + " " + request.path())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean allowed(RequestInfo request) {
        Stream<PolicyRule> all = everywhere.stream().flatMap(role -> role.getRules().stream());
        Stream<PolicyRule> here = inNamespaces.stream()
                .filter(role -> role.getMetadata()
                        .getNamespace()
                        .equals(request.target().namespace()))
                .flatMap(role -> role.getRules().stream());
        return Stream.concat(all, here).anyMatch(rule -> allows(rule, request));
    }

    private static boolean allows(PolicyRule rule, RequestInfo request) {
        RequestTarget target = request.target();
        String resource = target.resource() + (target.subresource().isEmpty() ? "" : "/" + target.subresource());
        return rule.getApiGroups().contains(target.group())
                && (rule.getResources().contains(resource)
                        || rule.getResources().contains("*"))
                && rule.getVerbs().contains(request.verb());
    }
}
