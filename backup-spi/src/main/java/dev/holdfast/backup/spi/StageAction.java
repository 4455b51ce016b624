package dev.holdfast.backup.spi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What the engine does on entering a stage. */
public sealed interface StageAction {

    /** Applies the function of the case at hand. */
    <T> T match(Function<Create, T> create, Function<Pod, T> pod, Function<Await, T> await, Function<Erase, T> erase);

    /**
     * Creates one object.
     *
     * @param manifest the whole object: apiVersion, kind, metadata with name and namespace, spec; never {@code generateName}
     */
    record Create(JsonNode manifest) implements StageAction {

        /** Requires an address in the manifest. */
        public Create {
            for (String pointer : new String[] {"/apiVersion", "/kind", "/metadata/name"}) {
                if (manifest.at(pointer).asText().isEmpty()) {
                    throw new IllegalArgumentException("a manifest to create needs " + pointer);
                }
            }
            if (manifest.at("/metadata").has("generateName")) {
                throw new IllegalArgumentException(
                        "generateName makes a second object when an answer is lost; use childName() for the name");
            }
        }

        /** The address of the object. */
        public ObjectRef ref() {
            return ObjectRef.of(
                    manifest.at("/apiVersion").asText(),
                    manifest.at("/kind").asText(),
                    manifest.at("/metadata/namespace").asText(),
                    manifest.at("/metadata/name").asText());
        }

        @Override
        public <T> T match(
                Function<Create, T> create, Function<Pod, T> pod, Function<Await, T> await, Function<Erase, T> erase) {
            return create.apply(this);
        }
    }

    /**
     * Runs a pod to completion, through a {@code batch/v1} Job that the engine builds, watches and reads the result of.
     *
     * @param template a core/v1 PodTemplateSpec
     * @param settings how the Job treats it
     */
    record Pod(JsonNode template, PodSettings settings) implements StageAction {

        /** Requires a container. */
        public Pod {
            if (template.at("/spec/containers").isEmpty()) {
                throw new IllegalArgumentException("a pod template needs at least one container in /spec/containers");
            }
        }

        @Override
        public <T> T match(
                Function<Create, T> create, Function<Pod, T> pod, Function<Await, T> await, Function<Erase, T> erase) {
            return pod.apply(this);
        }
    }

    /** Does nothing but wait for the stage's check. */
    record Await() implements StageAction {

        @Override
        public <T> T match(
                Function<Create, T> create, Function<Pod, T> pod, Function<Await, T> await, Function<Erase, T> erase) {
            return await.apply(this);
        }
    }

    /**
     * Deletes what is stored under a URI. Refused while a restore uses it or while another Backup names the same URI.
     *
     * @param uri one object, or everything below it when it ends in {@code /}; inside a declared store
     * @param ifMetadata only objects that bear these user metadata are deleted; empty means all. An object that does not
     *     bear them fails the stage as {@code ArtifactChanged}.
     */
    record Erase(String uri, Map<String, String> ifMetadata) implements StageAction {

        /** Copies the map. */
        public Erase {
            ifMetadata = Map.copyOf(ifMetadata);
        }

        @Override
        public <T> T match(
                Function<Create, T> create, Function<Pod, T> pod, Function<Await, T> await, Function<Erase, T> erase) {
            return erase.apply(this);
        }
    }

    /** The object that the action creates under a fixed name, if it is a {@link Create}. */
    default Optional<ObjectRef> created() {
        return match(c -> Optional.of(c.ref()), p -> Optional.empty(), a -> Optional.empty(), e -> Optional.empty());
    }
}
