package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.api.Annotations;
import dev.holdfast.backup.api.ApplicationGroups;
import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.engine.cluster.Lookup;
import dev.holdfast.backup.engine.template.RenderOptions;
import dev.holdfast.backup.engine.template.TemplateException;
import dev.holdfast.backup.engine.template.TemplateLanguages;
import dev.holdfast.backup.engine.template.TemplateProblem;
import dev.holdfast.backup.spi.BackupDriver;
import dev.holdfast.backup.spi.Capability;
import dev.holdfast.backup.spi.Drivers;
import dev.holdfast.backup.spi.Problem;
import dev.holdfast.backup.spi.RefusedException;
import dev.holdfast.backup.spi.ResourceKind;
import dev.holdfast.backup.spi.Strategy;
import dev.holdfast.backup.spi.StrategyType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows each route of a class as a BackupJob would, and says where it leads. Used by one thread, for one pass. */
final class ClassRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(ClassRoutes.class);
    private static final String STORE_PREFIX = "store.backups.cozystack.io/";
    private static final int MAX_PROBLEMS = 5;

    private final Lookups lookups;
    private final Drivers drivers;
    private final TemplateLanguages languages;

    ClassRoutes(Lookups lookups, Drivers drivers, TemplateLanguages languages) {
        this.lookups = lookups;
        this.drivers = drivers;
        this.languages = languages;
    }

    /**
     * A route as it is judged.
     *
     * @param where its place, for messages
     * @param group of the applications, normalised
     * @param kind of the applications
     * @param type of the strategy
     * @param strategy name of the strategy
     */
    private record Route(String where, String group, String kind, StrategyType type, String strategy) {

        static Route of(JsonNode route, int index) {
            JsonNode ref = route.path("strategyRef");
            return new Route(
                    "strategies[" + index + "]",
                    ApplicationGroups.normalise(
                            route.at("/application/apiGroup").asText()),
                    route.at("/application/kind").asText(),
                    new StrategyType(
                            ref.path("apiGroup").asText(), ref.path("kind").asText()),
                    ref.path("name").asText());
        }

        String application() {
            return kind + "." + group;
        }

        RouteReport usable(String what) {
            return new RouteReport.Usable(where + " " + application() + ": " + what);
        }

        RouteReport broken(Reasons reason, String why) {
            return new RouteReport.Broken(reason, where + " " + application() + ": " + why);
        }
    }

    /** One report for each route, in order. */
    List<RouteReport> reports(JsonNode strategies) {
        Map<String, String> taken = new HashMap<>();
        List<RouteReport> reports = new ArrayList<>();
        for (JsonNode json : strategies) {
            Route route = Route.of(json, reports.size());
            String first = taken.putIfAbsent(route.application(), route.where());
            reports.add(report(route, Optional.ofNullable(first)));
        }
        return reports;
    }

    private RouteReport report(Route route, Optional<String> first) {
        if (!route.type().group().isEmpty() && !drivers.ownsGroup(route.type().group())) {
            return new RouteReport.Foreign(route.where() + " " + route.application() + ": left to others, as no driver"
                    + " here answers for group " + route.type().group());
        }
        if (route.kind().isEmpty()) {
            return new RouteReport.Broken(
                    Reasons.INVALID_SPEC, route.where() + ": application.kind must name a kind of application");
        }
        if (first.isPresent()) {
            return route.broken(
                    Reasons.DUPLICATE_ROUTE,
                    first.get() + " is for the same applications and wins; remove one of them");
        }
        if (route.type().group().isEmpty()
                || route.type().kind().isEmpty()
                || route.strategy().isEmpty()) {
            return route.broken(
                    Reasons.INVALID_STRATEGY, "strategyRef must have an apiGroup, a kind and a name; one is empty");
        }
        return drivers.find(route.type())
                .map(driver -> driven(route, driver))
                .orElseGet(() -> route.broken(
                        Reasons.NO_DRIVER, "no driver for strategy kind " + route.type() + " is installed"));
    }

    private RouteReport driven(Route route, BackupDriver driver) {
        if (!driver.descriptor().drives(route.group(), route.kind())) {
            return route.broken(
                    Reasons.NO_MATCHING_STRATEGY,
                    "strategies of kind " + route.type().kind() + " cannot back up this kind of application");
        }
        Lookup found = lookups.own(
                new ResourceKind(
                        route.type().group() + "/v1alpha1", route.type().kind()),
                "",
                route.strategy());
        return found.match(
                object -> judged(route, driver, Strategies.of(route.type(), JobView.of(object))),
                () -> route.broken(
                        Reasons.STRATEGY_NOT_FOUND,
                        "strategy " + route.type().kind() + " " + route.strategy() + " does not exist"),
                () -> route.broken(
                        Reasons.NO_DRIVER,
                        "the cluster does not serve strategy kind " + route.type()
                                + ": install its CustomResourceDefinition"));
    }

    private RouteReport judged(Route route, BackupDriver driver, Strategy strategy) {
        List<TemplateProblem> problems = problems(strategy);
        String name = "strategy " + route.type().kind() + " " + route.strategy();
        if (!problems.isEmpty()) {
            return route.broken(Reasons.TEMPLATE_ERROR, name + ": " + told(problems));
        }
        try {
            return route.usable(name + " can " + words(driver.capabilities(strategy)));
        } catch (RefusedException e) {
            Problem problem = e.failed().problems().get(0);
            return route.broken(Reasons.INVALID_STRATEGY, name + ": " + problem.message());
        } catch (RuntimeException e) {
            LOG.warn("driver {} could not tell what it can do with {}", route.type(), name, e);
            return route.broken(
                    Reasons.DRIVER_ERROR,
                    "the driver could not tell what it can do with " + name + ": "
                            + e.getClass().getName() + "; the engine's log has more");
        }
    }

    private static String words(Set<Capability> capabilities) {
        return capabilities.isEmpty()
                ? "do nothing"
                : capabilities.stream()
                        .sorted()
                        .map(c -> c.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
    }

    private static String told(List<TemplateProblem> problems) {
        String first = problems.stream()
                .limit(MAX_PROBLEMS)
                .map(TemplateProblem::toString)
                .collect(Collectors.joining("; "));
        return problems.size() <= MAX_PROBLEMS ? first : first + "; and " + (problems.size() - MAX_PROBLEMS) + " more";
    }

    /** What is wrong with the templates of spec and annotations, unless the strategy asks for errors to be ignored. */
    private List<TemplateProblem> problems(Strategy strategy) {
        if (RenderOptions.forAnnotations(strategy.annotations()).errors() == RenderOptions.Errors.KEEP_RAW) {
            return List.of();
        }
        ObjectNode templates = JsonNodeFactory.instance.objectNode();
        templates.set("spec", strategy.spec());
        ObjectNode annotations = templates.putObject("metadata").putObject("annotations");
        strategy.annotations().forEach((key, value) -> {
            if (key.equals(Annotations.ARTIFACT_URI_TEMPLATE) || key.startsWith(STORE_PREFIX)) {
                annotations.put(key, value);
            }
        });
        try {
            return languages.forAnnotations(strategy.annotations()).validate(templates, Rendering.ROOTS);
        } catch (TemplateException e) {
            return e.problems();
        }
    }
}
