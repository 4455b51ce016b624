package dev.holdfast.backup.samples.host.access;

import static dev.holdfast.backup.samples.host.access.Rules.READ;
import static dev.holdfast.backup.samples.host.access.Rules.allow;
import static dev.holdfast.backup.samples.host.crd.DriverCrds.plural;

import dev.holdfast.backup.spi.DriverDescriptor;
import dev.holdfast.backup.spi.ResourceUse;
import dev.holdfast.backup.spi.ResourceUse.Scope;
import dev.holdfast.backup.spi.StrategyType;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the engine needs on behalf of one driver, as the driver itself declares it: an embedder grants no more than the loaded
 * drivers use. Pure.
 */
public final class DriverRoles {

    private DriverRoles() {}

    /** Name of a driver's roles. */
    public static String name(StrategyType type) {
        return "holdfast:driver:" + resource(type) + "." + type.group();
    }

    /** The role for strategies, for kinds in the namespaces of runs, and for cluster-scoped kinds. */
    public static ClusterRole everywhere(DriverDescriptor driver) {
        StrategyType type = driver.strategyType();
        List<PolicyRule> rules = new ArrayList<>();
        rules.add(allow(type.group(), resource(type), READ));
        rules.add(allow(type.group(), resource(type) + "/status", "patch"));
        driver.resources().stream()
                .filter(use -> use.scope() != Scope.FIXED)
                .map(DriverRoles::rule)
                .forEach(rules::add);
        return Rules.clusterRole(name(type), Map.of(), rules);
    }

    /** Roles for kinds that the driver uses in a namespace of its own choice, such as its operator's. */
    public static List<Role> elsewhere(DriverDescriptor driver) {
        Map<String, List<PolicyRule>> byNamespace = new TreeMap<>();
        for (ResourceUse use : driver.resources()) {
            use.namespace().ifPresent(namespace -> byNamespace
                    .computeIfAbsent(namespace, n -> new ArrayList<>())
                    .add(rule(use)));
        }
        return byNamespace.entrySet().stream()
                .map(entry -> Rules.role(entry.getKey(), name(driver.strategyType()), entry.getValue()))
                .toList();
    }

    static String resource(StrategyType type) {
        return plural(type.kind());
    }

    private static PolicyRule rule(ResourceUse use) {
        String resource = plural(use.kind().kind())
                + use.subresource().map(name -> "/" + name).orElse("");
        return allow(use.kind().group(), resource, String.join(" ", new TreeSet<>(use.verbs())));
    }
}
