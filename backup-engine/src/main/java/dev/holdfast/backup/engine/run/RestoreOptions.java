package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.api.Names;
import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.spi.Failed;
import dev.holdfast.backup.spi.RefusedException;
import dev.holdfast.backup.spi.StrictJson;
import java.time.Duration;
import java.util.Optional;

/**
 * The options of a RestoreJob that are the engine's, and what is left for the driver. Pure.
 *
 * @param dryRun whether only the plan is wanted
 * @param timeout of each stage; empty means the default
 * @param safetyBackup whether the target is to be backed up first; empty means as the class has it
 * @param targetNamespace where the target is; that of the job unless it says otherwise
 * @param drivers the other options
 */
record RestoreOptions(
        boolean dryRun,
        Optional<Duration> timeout,
        Optional<Boolean> safetyBackup,
        String targetNamespace,
        JsonNode drivers) {

    private static final long MAX_SECONDS = Duration.ofDays(366).toSeconds();

    /** The engine's own keys, as users write them; web forms send texts, from which nothing is lost. */
    private record Common(boolean dryRun, long restoreTimeoutSeconds, boolean safetyBackup, String targetNamespace) {}

    /** As of a job that has none. */
    static RestoreOptions none(JobView job) {
        return new RestoreOptions(
                false,
                Optional.empty(),
                Optional.empty(),
                job.ref().namespace(),
                JsonNodeFactory.instance.objectNode());
    }

    /**
     * Reads {@code spec.options}.
     *
     * @throws RefusedException {@code InvalidOptions} if a value is malformed or asks for what is not allowed
     */
    static RestoreOptions of(JobView job) {
        JsonNode options = job.spec().path("options");
        if (options.isMissingNode() || options.isNull()) {
            return none(job);
        }
        if (!options.isObject()) {
            throw refused("must be an object", "/spec/options");
        }
        ObjectNode drivers = options.deepCopy();
        ObjectNode own = JsonNodeFactory.instance.objectNode();
        take(drivers, own, "dryRun", JsonNodeFactory.instance.booleanNode(false));
        boolean asked = drivers.has("safetyBackup");
        take(drivers, own, "safetyBackup", JsonNodeFactory.instance.booleanNode(false));
        take(drivers, own, "restoreTimeoutSeconds", JsonNodeFactory.instance.numberNode(0));
        take(
                drivers,
                own,
                "targetNamespace",
                JsonNodeFactory.instance.textNode(job.ref().namespace()));
        Common common = StrictJson.decode(own, Common.class, Reasons.INVALID_OPTIONS.wire(), "/spec/options");
        String namespace = common.targetNamespace();
        if (namespace.isEmpty() || !Names.dnsLabel(namespace, Names.MAX_LABEL).equals(namespace)) {
            throw refused("must be the name of a namespace, not '" + namespace + "'", "/spec/options/targetNamespace");
        }
        if (common.restoreTimeoutSeconds() > MAX_SECONDS) {
            throw refused(
                    "must be at most " + MAX_SECONDS + " seconds, which is 366 days, not '"
                            + common.restoreTimeoutSeconds() + "'",
                    "/spec/options/restoreTimeoutSeconds");
        }
        return new RestoreOptions(
                common.dryRun(),
                common.restoreTimeoutSeconds() > 0
                        ? Optional.of(Duration.ofSeconds(common.restoreTimeoutSeconds()))
                        : Optional.empty(),
                asked ? Optional.of(common.safetyBackup()) : Optional.empty(),
                namespace,
                drivers);
    }

    private static void take(ObjectNode from, ObjectNode into, String key, JsonNode byDefault) {
        JsonNode value = from.remove(key);
        into.set(key, value == null ? byDefault : value);
    }

    private static RefusedException refused(String message, String field) {
        return new RefusedException(Failed.failed(Reasons.INVALID_OPTIONS.wire(), message, field));
    }
}
