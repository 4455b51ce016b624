package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.testkit.api.ResourceType.Trait;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Creates and changes objects by the rules every write has to obey. Callers hold the store's lock. */
final class ObjectWriter {

    private final ObjectStore store;
    private final NamespaceGate namespaces;
    private final ObjectAdmission admission;
    private final InstantSource clock;

    ObjectWriter(ObjectStore store, NamespaceGate namespaces, ObjectAdmission admission, InstantSource clock) {
        this.store = store;
        this.namespaces = namespaces;
        this.admission = admission;
        this.clock = clock;
    }

    Written create(ResourceType type, String namespace, ObjectNode incoming, WriteContext context) {
        ObjectNode object = incoming.deepCopy();
        if (!Json.version(object).isEmpty() && !Json.version(object).equals("0")) {
            throw ApiFailure.of(500, "", "resourceVersion should not be set on objects to be created");
        }
        Json.meta(object).remove("resourceVersion");
        MetaRules.initialize(type, object, namespace, clock.instant());
        String name = Json.name(object);
        namespaces.checkCreate(type, namespace, name);
        StatusRules.onCreate(type, object);
        List<String> warnings = new ArrayList<>();
        object = judged(type, Optional.empty(), object, context, warnings);
        if (store.get(type, Json.namespace(object), name).isPresent()) {
            throw ApiFailure.alreadyExists(type, name);
        }
        context.ownership().record(Optional.empty(), object);
        return new Written(context.dryRun() ? object : store.put(type, object), true, warnings);
    }

    Written update(ResourceType type, ObjectNode current, ObjectNode proposed, WriteContext context) {
        String name = Json.name(current);
        checkVersion(type, current, proposed);
        ObjectNode object = StatusRules.merge(type, context.subresource(), current, proposed);
        object.put("apiVersion", type.apiVersion()).put("kind", type.kind());
        MetaRules.carryOver(current, object);
        ApiFailure.throwIfAny(type, name, MetaRules.checkChange(current, object));
        List<String> warnings = new ArrayList<>();
        object = judged(type, Optional.of(current), object, context, warnings);
        MetaRules.countChange(type, current, object);
        Json.copyField(current.path("metadata"), Json.meta(object), "resourceVersion");
        context.ownership().record(Optional.of(current), object);
        if (isReleased(type, object)) {
            return new Written(context.dryRun() ? object : store.remove(type, object), false, warnings);
        }
        boolean unchanged = sameButTimes(current, object);
        return new Written(unchanged ? current : context.dryRun() ? object : store.put(type, object), false, warnings);
    }

    /** Nothing holds a deleted object any more. */
    static boolean isReleased(ResourceType type, ObjectNode object) {
        boolean namespaceHeld = type.isKind("", "Namespace") && NamespaceRules.isHeld(object);
        return Json.isDeleting(object)
                && Json.finalizers(object).isEmpty()
                && Json.at(object, "metadata", "deletionGracePeriodSeconds").asLong() == 0
                && !namespaceHeld;
    }

    private static void checkVersion(ResourceType type, ObjectNode current, ObjectNode proposed) {
        String name = Json.name(current);
        String version = Json.version(proposed);
        if (version.isEmpty() || version.equals("0")) {
            if (!type.is(Trait.UNCONDITIONAL_UPDATE)) {
                throw ApiFailure.invalid(
                        type,
                        name,
                        List.of(FieldCause.invalid(
                                "metadata.resourceVersion", "0", "must be specified for an update")));
            }
        } else if (!version.equals(Json.version(current))) {
            throw ApiFailure.modified(type, name);
        }
    }

    private ObjectNode judged(
            ResourceType type,
            Optional<ObjectNode> old,
            ObjectNode object,
            WriteContext context,
            List<String> warnings) {
        String name = Json.name(object);
        KindRules rules = KindRules.of(type);
        rules.complete(old, object);
        List<FieldCause> causes = new ArrayList<>(NameRules.check(type, object));
        causes.addAll(rules.check(old, object));
        ApiFailure.throwIfAny(type, name, causes);
        AdmissionResult result = admission.admit(type, object, old, context.strict());
        if (result instanceof AdmissionResult.Refused refused) {
            throw ApiFailure.invalid(type, name, refused.causes());
        }
        if (result instanceof AdmissionResult.Undecodable undecodable) {
            throw ApiFailure.badRequest(undecodable.message());
        }
        AdmissionResult.Admitted admitted = (AdmissionResult.Admitted) result;
        warnings.addAll(admitted.warnings());
        return admitted.object();
    }

    private static boolean sameButTimes(ObjectNode one, ObjectNode other) {
        return one.equals(other)
                || Json.without(one, "metadata", "apiVersion").equals(Json.without(other, "metadata", "apiVersion"))
                        && ManagedFields.withoutTimes(one).equals(ManagedFields.withoutTimes(other));
    }
}
