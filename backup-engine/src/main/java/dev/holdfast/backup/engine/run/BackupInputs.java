package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.spi.BackupDriver;
import dev.holdfast.backup.spi.BackupRecord;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.ResourceKind;
import dev.holdfast.backup.spi.Strategy;
import dev.holdfast.backup.spi.StrategyType;
import java.util.Optional;

/** What a driver is asked with about a Backup alone, without a job. Stateless but for its parts. */
final class BackupInputs {

    private final EngineParts parts;

    BackupInputs(EngineParts parts) {
        this.parts = parts;
    }

    /** The driver of its strategy, if it is installed. */
    Optional<BackupDriver> driver(JobView backup) {
        JsonNode ref = backup.spec().path("strategyRef");
        return parts.drivers()
                .find(new StrategyType(
                        ref.path("apiGroup").asText(), ref.path("kind").asText()));
    }

    /** Reads strategy and application as they are now. */
    Inputs of(JobView backup, BackupDriver driver, Operation operation, String uid) {
        BackupRecord record = BackupRecords.of(backup);
        JsonNode ref = backup.spec().path("strategyRef");
        Optional<Strategy> live = parts.feeds()
                .read(new ObjectRef(
                        new ResourceKind(
                                ref.path("apiGroup").asText() + "/v1alpha1",
                                ref.path("kind").asText()),
                        "",
                        ref.path("name").asText()))
                .object()
                .map(o -> Strategies.of(driver.descriptor().strategyType(), JobView.of(o)));
        return new Inputs(
                operation,
                uid,
                backup.ref().name(),
                "",
                record.application(),
                record.application(),
                application(record),
                BackupRecords.parameters(record, driver.descriptor().strategyType()),
                live,
                JsonNodeFactory.instance.objectNode(),
                Optional.of(record),
                Optional.empty());
    }

    /** As it is now; what its reference says if it is gone. */
    private JsonNode application(BackupRecord record) {
        return parts.cluster()
                .preferred(record.application().group(), record.application().kind())
                .flatMap(k -> parts.cluster()
                        .get(new ObjectRef(
                                k, record.namespace(), record.application().name()))
                        .object())
                .map(Lookups::tree)
                .orElseGet(() -> stub(record));
    }

    private static JsonNode stub(BackupRecord record) {
        ObjectNode stub = JsonNodeFactory.instance
                .objectNode()
                .put("kind", record.application().kind());
        stub.putObject("metadata").put("name", record.application().name()).put("namespace", record.namespace());
        return stub;
    }
}
