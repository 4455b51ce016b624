package dev.holdfast.backup.testkit.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The schema of one served version of a CustomResourceDefinition: prunes, defaults and validates objects as the API server
 * does. Immutable and thread safe; rules are compiled on first use and kept.
 *
 * <p>Left out: limits on the cost of validation rules, the format names {@code isbn*}, {@code creditcard}, {@code ssn},
 * colours, {@code mac}, {@code cidr} and {@code ipv6}, the equality of sets and map lists regardless of order inside rules, and rule functions
 * beyond the standard ones, strings, lists, sets, optionals, {@code quantity}, {@code isQuantity} and {@code isURL}. What
 * {@code metadata} must look like is the API server's business, not the schema's.
 */
public final class CrdSchema {

    private final SchemaNode root;

    private CrdSchema(SchemaNode root) {
        this.root = root;
    }

    /**
     * Parses a schema.
     *
     * @param openApiV3Schema value of {@code spec.versions[].schema.openAPIV3Schema}; not changed, must not change later
     * @throws com.google.re2j.PatternSyntaxException if a pattern is not a valid RE2 expression
     */
    public static CrdSchema of(JsonNode openApiV3Schema) {
        return new CrdSchema(SchemaNode.of(openApiV3Schema));
    }

    /**
     * An object and the fields it lost.
     *
     * @param object what is left
     * @param unknownFields sorted paths of removed fields, such as {@code spec.items[0].colour}; each is an
     *     {@code unknown field "..."} under strict field validation
     */
    public record Pruned(ObjectNode object, List<String> unknownFields) {}

    /** A copy without the fields the schema does not know; {@code apiVersion}, {@code kind} and {@code metadata} stay. */
    public Pruned prune(ObjectNode object) {
        ObjectNode copy = object.deepCopy();
        List<String> unknown = new Pruning().prune(copy, root);
        return new Pruned(copy, unknown);
    }

    /** A copy without forbidden nulls and with all defaults filled in. */
    public ObjectNode withDefaults(ObjectNode object) {
        ObjectNode copy = object.deepCopy();
        Defaulting.dropNulls(copy, Optional.of(root));
        Defaulting.fill(copy, root);
        return copy;
    }

    /** What is wrong with an object that is about to be created; empty if nothing. */
    public List<FieldError> validateCreate(ObjectNode object) {
        return validate(object, Optional.empty());
    }

    /**
     * What is wrong with an object that is about to replace another; empty if nothing. Values that did not change are not
     * judged again, except by rules that look at {@code oldSelf}.
     */
    public List<FieldError> validateUpdate(ObjectNode object, ObjectNode old) {
        return validate(object, Optional.of(old));
    }

    private List<FieldError> validate(ObjectNode object, Optional<JsonNode> old) {
        List<FieldError> errors = new ArrayList<>(new StructuralValidation().validate(object, root, old));
        errors.addAll(new ListUniqueness().validate(object, root, old));
        if (errors.stream().anyMatch(error -> error.reason().blocksRules())) {
            errors.add(FieldError.of(
                    FieldError.Reason.INVALID,
                    "",
                    "null",
                    "some validation rules were not checked because the object was invalid;"
                            + " correct the existing errors to complete validation"));
        } else {
            errors.addAll(new RuleValidation().validate(object, root, old));
        }
        return List.copyOf(errors);
    }
}
