package dev.holdfast.backup.spi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/** What the engine does on entering a stage. */
public sealed interface StageAction {

    /** Applies the method of the case at hand. */
    <T> T match(Cases<T> cases);

    /**
     * One method per action.
     *
     * @param <T> what they answer
     */
    interface Cases<T> {
        T create(Create create);

        T pod(Pod pod);

        T await(Await await);

        T erase(Erase erase);

        T suspend(Suspend suspend);

        T resume(Resume resume);

        T delete(Delete delete);

        T patch(Patch patch);
    }

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
        public <T> T match(Cases<T> cases) {
            return cases.create(this);
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
        public <T> T match(Cases<T> cases) {
            return cases.pod(this);
        }
    }

    /** Does nothing but wait for the stage's check. */
    record Await() implements StageAction {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.await(this);
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
        public <T> T match(Cases<T> cases) {
            return cases.erase(this);
        }
    }

    /**
     * Begins a range in which a reconciler stands still; see {@link Suspended}.
     *
     * @param reconciler what is suspended
     * @param neededAfter whether the plan counts on it after the range
     */
    record Suspend(Reconciler reconciler, boolean neededAfter) implements StageAction {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.suspend(this);
        }
    }

    /**
     * Ends a range in which a reconciler stands still.
     *
     * @param stage that began it
     */
    record Resume(String stage) implements StageAction {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.resume(this);
        }
    }

    /**
     * Deletes live objects, each by its UID, and waits until they are gone; a kind that is not served is never taken for gone.
     *
     * @param target which
     * @param propagation how their dependents fare
     */
    record Delete(Target target, Propagation propagation) implements StageAction {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.delete(this);
        }
    }

    /**
     * Changes fields of live objects.
     *
     * @param target which
     * @param fields a JSON merge patch; never of metadata's identity or of the status
     */
    record Patch(Target target, JsonNode fields) implements StageAction {

        /** Requires an object that leaves identity and status alone. */
        public Patch {
            if (!fields.isObject() || fields.isEmpty() || fields.has("status")) {
                throw new IllegalArgumentException("a patch must be a JSON object of fields to change, without status");
            }
            for (String field : new String[] {"name", "namespace", "uid", "resourceVersion", "finalizers"}) {
                if (fields.path("metadata").has(field)) {
                    throw new IllegalArgumentException("a patch may not change metadata." + field);
                }
            }
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.patch(this);
        }
    }

    /** The object that the action creates under a fixed name, if it is a {@link Create}. */
    default Optional<ObjectRef> created() {
        return this instanceof Create create ? Optional.of(create.ref()) : Optional.empty();
    }

    /** Which live objects it changes or deletes, if it does. */
    default Optional<Target> changes() {
        if (this instanceof Delete delete) {
            return Optional.of(delete.target());
        }
        return this instanceof Patch patch ? Optional.of(patch.target()) : Optional.empty();
    }
}
