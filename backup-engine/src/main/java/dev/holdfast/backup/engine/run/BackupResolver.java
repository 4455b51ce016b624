package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.holdfast.backup.api.ApplicationGroups;
import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.spi.ApplicationRef;
import dev.holdfast.backup.spi.BackupDriver;
import dev.holdfast.backup.spi.Strategy;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Follows a BackupJob's references: class, route, strategy, application. */
final class BackupResolver {

    private final Lookups lookups;

    BackupResolver(Lookups lookups) {
        this.lookups = lookups;
    }

    /** Where the job's references lead. */
    Resolution resolve(JobView job) {
        Optional<String> className = job.specText("/backupClassName");
        Optional<String> kind = job.specText("/applicationRef/kind");
        Optional<String> name = job.specText("/applicationRef/name");
        if (className.isEmpty()) {
            return Resolution.refused(Reasons.INVALID_SPEC.wire(), "must not be empty", "/spec/backupClassName");
        }
        if (kind.isEmpty() || name.isEmpty()) {
            return Resolution.refused(
                    Reasons.INVALID_SPEC.wire(), "must name kind and name of an application", "/spec/applicationRef");
        }
        ApplicationRef application = BackupRecords.application(
                job.spec().path("applicationRef"), job.ref().namespace());
        return lookups.own(Kinds.BACKUP_CLASS, "", className.get())
                .object()
                .map(found -> route(job, application, JobView.of(found)))
                .orElseGet(() -> Resolution.waiting(
                        Reasons.BACKUP_CLASS_NOT_FOUND.wire(),
                        "BackupClass \"" + className.get() + "\" not found; it may still be about to be created"));
    }

    private Resolution route(JobView job, ApplicationRef application, JobView backupClass) {
        for (JsonNode route : backupClass.spec().path("strategies")) {
            if (matches(route, application)) {
                return strategy(job, application, backupClass, route);
            }
        }
        return Resolution.refused(
                Reasons.NO_MATCHING_STRATEGY.wire(),
                "BackupClass \"" + backupClass.ref().name() + "\" does not bind a strategy for Kind \""
                        + application.kind() + "\" of group \"" + application.group() + "\"");
    }

    /** Whether a class route is for applications of this kind; the first that matches wins. */
    static boolean matches(JsonNode route, ApplicationRef application) {
        return ApplicationGroups.normalise(route.at("/application/apiGroup").asText())
                        .equals(application.group())
                && route.at("/application/kind").asText().equals(application.kind());
    }

    private Resolution strategy(JobView job, ApplicationRef application, JobView backupClass, JsonNode route) {
        JsonNode ref = route.path("strategyRef");
        if (ref.path("apiGroup").asText().isEmpty()) {
            return Resolution.waiting(
                    Reasons.STRATEGY_NOT_READY.wire(),
                    "BackupClass \"" + backupClass.ref().name() + "\" names no apiGroup for the strategy of "
                            + application.kind() + "; an admin has to mend it");
        }
        Map<String, String> parameters = new HashMap<>();
        route.path("parameters")
                .properties()
                .forEach(e -> parameters.put(e.getKey(), e.getValue().asText()));
        return lookups.strategy(
                ref.path("apiGroup").asText(),
                ref.path("kind").asText(),
                ref.path("name").asText(),
                (driver, strategy) -> application(job, application, backupClass, parameters, driver, strategy),
                true);
    }

    private Resolution application(
            JobView job,
            ApplicationRef application,
            JobView backupClass,
            Map<String, String> parameters,
            BackupDriver driver,
            Optional<Strategy> strategy) {
        if (!driver.descriptor().drives(application.group(), application.kind())) {
            return Resolution.refused(
                    Reasons.NO_MATCHING_STRATEGY.wire(),
                    "strategies of kind " + driver.descriptor().strategyType().kind() + " cannot back up "
                            + application.kind() + " of group " + application.group());
        }
        return lookups.application(
                application,
                "",
                found -> new Resolution.Ready(
                        new Inputs(
                                Operation.BACKUP,
                                job.uid(),
                                job.ref().name(),
                                backupClass.ref().name(),
                                Lookups.withUid(application, found),
                                Lookups.withUid(application, found),
                                Lookups.tree(found),
                                parameters,
                                strategy,
                                JsonNodeFactory.instance.objectNode(),
                                Optional.empty(),
                                Optional.empty()),
                        driver,
                        backupClass.spec()));
    }
}
