package dev.holdfast.backup.spi;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a check sees: the world, through {@link Reads}, and the run. */
public interface StageContext extends Reads {

    /** The stage that is being checked. */
    String stage();

    /** UID of the run. */
    String runUid();

    /** Source of a backup, target of a restore; else the source of the Backup. */
    ApplicationRef target();

    /** The Backup of the request; empty in a backup. */
    Optional<BackupRecord> backup();

    /** Parameters as the request had them. */
    Map<String, String> parameters();

    /** The child of this stage, or of no stage if it makes none; a {@code pod} stage's child is its Job. */
    Optional<GenericKubernetesResource> child();

    /** The child that an earlier stage made; empty if it made none or it is gone. */
    Optional<GenericKubernetesResource> child(String stage);

    /** What the container of this {@code pod} stage reported, once it has succeeded; empty if it reported nothing. */
    Optional<BackupResult> reported();

    /** The stores that the plan declared, in its order. */
    List<StoreUse> stores();

    /** Facts of the plan and of earlier stages; a JSON object. */
    JsonNode facts();

    /** Time left until the stage's bound; never negative. */
    Duration remaining();
}
