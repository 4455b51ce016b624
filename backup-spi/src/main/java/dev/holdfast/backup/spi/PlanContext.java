package dev.holdfast.backup.spi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/** What every request offers. */
public interface PlanContext extends Reads {

    /** The application: the source of a backup; the source of the Backup in every other request. */
    ApplicationRef application();

    /** UID of the BackupJob, RestoreJob or, where there is only a Backup, of that together with the attempt. */
    String runUid();

    /** Parameters of the class route; for other requests than backup those that the Backup recorded. */
    Map<String, String> parameters();

    /**
     * The strategy that applies: for a backup the live one; else the live one while it exists and the one that the Backup
     * recorded after that. Empty if neither is there.
     */
    Optional<Strategy> strategy();

    /**
     * The spec of {@link #strategy()}, rendered and decoded strictly into the descriptor's spec record.
     *
     * @throws RefusedException {@code TemplateError} or {@code InvalidStrategy} with every field at fault, or
     *     {@code StrategyNotFound}
     */
    <T> T spec(Class<T> type);

    /**
     * The spec of the strategy that the Backup of the request recorded, rendered with today's objects and decoded like
     * {@link #spec}: for a driver that must read an artifact with what wrote it, although the live strategy has changed.
     *
     * @throws RefusedException as {@link #spec}; {@code StrategyNotFound} if there is no Backup or it recorded no strategy
     */
    <T> T recordedSpec(Class<T> type);

    /**
     * Where the artifact is, or is to be: in a backup the strategy's annotation
     * {@code backups.cozystack.io/artifact-uri-template}, rendered; else what the Backup recorded.
     */
    Optional<String> artifactUri();

    /** The store that strategy annotations or class parameters {@code store.backups.cozystack.io/…} describe. */
    Optional<StoreUse> declaredStore();

    /** The options of the request as plain data; an empty object where there are none. */
    JsonNode options();
}
