package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.api.Annotations;
import dev.holdfast.backup.api.ConditionTypes;
import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.api.Timestamps;
import dev.holdfast.backup.engine.cluster.ApiException;
import dev.holdfast.backup.spi.BackupDriver;
import dev.holdfast.backup.spi.BackupRecord;
import dev.holdfast.backup.spi.Inspection;
import dev.holdfast.backup.spi.Inspection.Absent;
import dev.holdfast.backup.spi.Inspection.Present;
import dev.holdfast.backup.spi.Inspection.Unknown;
import dev.holdfast.backup.spi.PlanContext;
import dev.holdfast.backup.spi.RefusedException;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a driver whether the data of a Backup is still there, and writes down what came of it. Stateless but for its parts. */
final class Inspecting {

    private static final Logger LOG = LoggerFactory.getLogger(Inspecting.class);

    private final Events events;

    Inspecting(Events events) {
        this.events = events;
    }

    /** What the driver finds; that it failed to look is an answer too, which stops nobody. */
    static Inspection ask(BackupDriver driver, BackupRecord backup, PlanContext context) {
        try {
            return Objects.requireNonNull(driver.inspect(backup, context), "a driver answered null");
        } catch (RefusedException e) {
            return Inspection.unknown(e.failed().reason(), e.failed().message());
        } catch (StopWaitingException e) {
            return Inspection.unknown(e.waiting().reason(), e.waiting().message());
        } catch (ApiException e) {
            return failed(backup, e, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return failed(backup, e, "its driver failed, as the engine's log says");
        }
    }

    private static Inspection failed(BackupRecord backup, RuntimeException e, String why) {
        LOG.warn("the data of {} could not be looked at", backup, e);
        return Inspection.unknown(Reasons.INSPECTION_FAILED.wire(), why);
    }

    /** Writes it to the Backup, with the time: no tenant writes there, and both stand where every CRD of Backups keeps them. */
    void record(JobStatus status, Inspection found) {
        boolean known = value(status.view()).equals("False");
        StatusPatch patch = status.patch();
        String value = found.match(present -> "True", absent -> "False", unknown -> "Unknown");
        String reason = found.match(present -> Reasons.ARTIFACT_FOUND.wire(), Absent::reason, Unknown::reason);
        String message = found.match(Inspecting::text, Absent::message, Unknown::message);
        patch.condition(ConditionTypes.ARTIFACT_PRESENT, value, reason, message + "; looked at on " + patch.now());
        ObjectNode body = patch.build();
        body.putObject("metadata").putObject("annotations").put(Annotations.INSPECTED_AT, patch.now());
        status.patchObject(body);
        if (value.equals("False") && !known) {
            events.warning(status.view(), reason, message);
        }
    }

    private static String value(JobView backup) {
        return backup.condition(ConditionTypes.ARTIFACT_PRESENT).path("status").asText();
    }

    private static String text(Present present) {
        String window = present.window()
                .map(w -> "; any moment from " + Timestamps.format(w.from()) + " to " + Timestamps.format(w.to())
                        + " can be restored")
                .orElse("");
        String catalogue = present.catalogue().isEmpty() ? "" : "; it holds " + String.join(", ", present.catalogue());
        return present.message() + window + catalogue;
    }
}
