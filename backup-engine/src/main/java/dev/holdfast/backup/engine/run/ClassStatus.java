package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.api.ConditionTypes;
import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.engine.cluster.ApiException;
import dev.holdfast.backup.engine.work.Outcome;
import dev.holdfast.backup.engine.work.WorkKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Tells admins, in the status of a BackupClass, whether jobs can use it, before the first job finds out.
 *
 * <p>{@code Ready} is True as {@code Resolved} with what each route can do, or False with the reason of the first route that jobs
 * cannot use; {@code ParametersSafe} is there, and False, only while parameters look like credentials. A class whose routes all lead to
 * other systems is left alone. Writes only what changed. Thread-safe.
 */
public final class ClassStatus {

    private static final Logger LOG = LoggerFactory.getLogger(ClassStatus.class);

    private final EngineParts parts;

    /** For classes as these parts see them. */
    public ClassStatus(EngineParts parts) {
        this.parts = parts;
    }

    /** One pass over one BackupClass. */
    public Outcome reconcile(WorkKey key) {
        Lookups lookups = new Lookups(parts, key);
        try {
            Optional<JobView> found =
                    lookups.own(Kinds.BACKUP_CLASS, "", key.name()).object().map(JobView::of);
            if (found.filter(c -> !c.deleting()).isEmpty()) {
                parts.feeds().forget(key);
                return Outcome.idle();
            }
            judge(found.get(), lookups);
            parts.feeds().retain(key, lookups.interests());
            return lookups.blind() ? Outcome.after(parts.options().bounds().recheck()) : Outcome.idle();
        } catch (ApiException e) {
            return again(key, e);
        }
    }

    private void judge(JobView backupClass, Lookups lookups) {
        JsonNode strategies = backupClass.spec().path("strategies");
        List<RouteReport> reports = new ClassRoutes(lookups, parts.drivers(), parts.languages()).reports(strategies);
        boolean foreign = !reports.isEmpty() && reports.stream().allMatch(RouteReport.Foreign.class::isInstance);
        if (!foreign) {
            JobStatus status = new JobStatus(parts, backupClass);
            StatusPatch patch = ready(status.patch(), reports);
            status.write(parameters(patch, ClassParameters.suspicious(strategies)));
        }
    }

    private static StatusPatch ready(StatusPatch patch, List<RouteReport> reports) {
        if (reports.isEmpty()) {
            return patch.condition(
                    ConditionTypes.READY,
                    "False",
                    Reasons.NO_MATCHING_STRATEGY.wire(),
                    "spec.strategies is empty, so nothing can be backed up with this class");
        }
        List<RouteReport.Broken> broken = reports.stream()
                .flatMap(r -> r.match(f -> Stream.<RouteReport.Broken>empty(), u -> Stream.empty(), Stream::of))
                .toList();
        Optional<RouteReport.Broken> worst =
                broken.stream().filter(b -> !b.isDuplicate()).findFirst();
        Reasons reason = worst.or(() -> broken.stream().findFirst())
                .map(RouteReport.Broken::reason)
                .orElse(Reasons.RESOLVED);
        return patch.condition(
                ConditionTypes.READY, broken.isEmpty() ? "True" : "False", reason.wire(), message(reports));
    }

    /** A line per route, what is broken first. */
    private static String message(List<RouteReport> reports) {
        Stream<String> broken = reports.stream()
                .flatMap(r -> r.match(f -> Stream.empty(), u -> Stream.empty(), b -> Stream.of(b.message())));
        Stream<String> others = reports.stream()
                .flatMap(r -> r.match(f -> Stream.of(f.message()), u -> Stream.of(u.message()), b -> Stream.empty()));
        return Stream.concat(broken, others).collect(Collectors.joining("\n"));
    }

    private static StatusPatch parameters(StatusPatch patch, List<String> suspicious) {
        return suspicious.isEmpty()
                ? patch.withoutCondition(ConditionTypes.PARAMETERS_SAFE)
                : patch.condition(
                        ConditionTypes.PARAMETERS_SAFE,
                        "False",
                        Reasons.INVALID_PARAMETERS.wire(),
                        "parameters are copied into Backups, which tenants can read, and these look like credentials: "
                                + String.join(", ", suspicious) + "; put them into a Secret and name that");
    }

    private Outcome again(WorkKey key, ApiException e) {
        if (e.isConflict()) {
            return Outcome.retry();
        }
        LOG.atLevel(e.isUnanswered() ? Level.DEBUG : Level.INFO)
                .log("the status of {} was not brought up to date: {}", key, e.getMessage());
        return Outcome.retry(e.retryAfter().orElse(parts.options().bounds().recheck()));
    }
}
