package dev.holdfast.backup.testkit.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.spi.ApplicationRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plays the operator that a driver relies on, and shows the data it holds. Works on any API server. Thread-safe. */
public interface OperatorSimulator extends AutoCloseable {

    /**
     * The application holds exactly this from now on. Called only while it serves.
     *
     * @throws IllegalStateException if it has stopped to serve meanwhile; it is tried again
     */
    void write(ApplicationRef application, String value);

    /** What the application holds; empty if it does not serve. Nothing yet is an empty text. */
    Optional<String> read(ApplicationRef application);

    /**
     * What the artifact of a Backup holds; empty if there is no such artifact.
     *
     * @param backup the Backup object, which may be gone by now
     */
    Optional<String> artifact(JsonNode backup);

    /** The artifact of this Backup is lost, though nobody has asked for that. */
    void lose(JsonNode backup);

    /** Parameters of the BackupClass that only a simulator knows once it runs, such as where its store answers. */
    default Map<String, String> parameters() {
        return Map.of();
    }

    /** What is not as it is while nobody backs up or restores, in words; empty if all is well. */
    default List<String> unsettled() {
        return List.of();
    }

    @Override
    void close();
}
