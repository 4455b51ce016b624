package dev.holdfast.backup.testkit.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.holdfast.backup.spi.BackupDriver;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A driver that is to be judged, and the little world that it needs. Manifests are YAML. Every case makes a world of its own, several at
 * a time, so that every method is called often and by many threads.
 */
public interface DriverSubject {

    /** What the driver is called in reports. */
    String name();

    /** A new driver. Nothing that one driver remembers may be needed by the next, or by an engine after a restart. */
    BackupDriver driver();

    /** Definitions of the strategy, the application and everything of the operator; those of the core kinds are there. */
    List<CustomResourceDefinition> definitions();

    /** The strategy object. The kit makes the BackupClass that leads to it. */
    String strategy();

    /** The application that is backed up and restored, with its namespace. */
    String application();

    /** Another application of the same kind in the same namespace, which nobody may touch. */
    String bystander();

    /** One more, to restore a copy into; needed for {@link Operation#COPY} only. */
    default Optional<String> copy() {
        return Optional.empty();
    }

    /**
     * What else has to be there, such as Secrets, in the order given. The values of these Secrets must never come out anywhere, so give
     * them values that are nowhere else.
     */
    default Optional<String> surroundings() {
        return Optional.empty();
    }

    /** What the driver offers. */
    Set<Operation> operations();

    /** Options of a restore that are right: a JSON object, empty if there are none. */
    default JsonNode options() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Options of a restore that have to be refused, beside those that the kit makes of the right ones. */
    default List<JsonNode> wrongOptions() {
        return List.of();
    }

    /** Starts what plays the driver's operator; the kit closes it with its world, and then the client. */
    OperatorSimulator start(KubernetesClient client);

    /** Every state that the operator can be in, and some that nobody has told the driver of. */
    default List<OperatorState> states() {
        return List.of();
    }
}
