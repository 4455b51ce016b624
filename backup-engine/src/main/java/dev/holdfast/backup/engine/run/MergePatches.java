package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON merge patches (RFC 7386) as values: what one changes, and how to take it back. Pure. */
final class MergePatches {

    private MergePatches() {}

    /** A patch that sets the field at {@code pointer}; a missing node removes it. */
    static ObjectNode set(String pointer, JsonNode value) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        ObjectNode parent = patch;
        JsonPointer at = JsonPointer.compile(pointer);
        while (!at.tail().matches()) {
            parent = parent.putObject(at.getMatchingProperty());
            at = at.tail();
        }
        parent.set(at.getMatchingProperty(), value.isMissingNode() ? NullNode.getInstance() : value);
        return patch;
    }

    /** Whether applying the patch would change nothing. */
    static boolean isApplied(JsonNode object, JsonNode patch) {
        if (!patch.isObject()) {
            return patch.isNull() ? object.isMissingNode() || object.isNull() : object.equals(patch);
        }
        return object.isObject()
                && patch.properties().stream().allMatch(e -> isApplied(object.path(e.getKey()), e.getValue()));
    }

    /**
     * A patch that takes another one back: of each field that still has the value which the patch gave it, to the value before. What
     * somebody else has changed since is left alone. An empty object if there is nothing to take back.
     *
     * @param before the object as it was
     * @param patch what was applied to it
     * @param now the object as it is
     */
    static ObjectNode inverse(JsonNode before, JsonNode patch, JsonNode now) {
        ObjectNode inverse = JsonNodeFactory.instance.objectNode();
        patch.properties().forEach(e -> {
            JsonNode was = before.path(e.getKey());
            JsonNode is = now.path(e.getKey());
            if (e.getValue().isObject() && was.isObject()) {
                ObjectNode inner = inverse(was, e.getValue(), is);
                if (!inner.isEmpty()) {
                    inverse.set(e.getKey(), inner);
                }
            } else if (isApplied(is, e.getValue()) && !was.equals(is)) {
                inverse.set(e.getKey(), was.isMissingNode() ? NullNode.getInstance() : was);
            }
        });
        return inverse;
    }
}
