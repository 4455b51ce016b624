package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One served kind in one version. Immutable.
 *
 * @param group API group, empty for the core group
 * @param version served version
 * @param plural resource name in paths
 * @param kind kind name in objects
 * @param traits how the server treats objects of this kind
 * @param shortNames aliases for command lines
 * @param selectableFields dotted paths a field selector may use besides {@code metadata.name} and
 *     {@code metadata.namespace}
 * @param schema the {@code openAPIV3Schema} of a custom resource, empty for built-in kinds
 */
public record ResourceType(
        String group,
        String version,
        String plural,
        String kind,
        Set<Trait> traits,
        List<String> shortNames,
        List<String> selectableFields,
        Optional<ObjectNode> schema) {

    /** How the server treats objects of a kind. */
    public enum Trait {
        /** Objects live in namespaces. */
        NAMESPACED,
        /** There is a {@code /status} endpoint, and the main endpoint ignores status. */
        STATUS,
        /** {@code metadata.generation} counts changes. */
        GENERATION,
        /** A PUT without a resourceVersion wins over whatever is stored. */
        UNCONDITIONAL_UPDATE,
        /** A PUT to an absent name creates the object. */
        CREATE_ON_UPDATE,
        /** DELETE answers with the object instead of a Status. */
        RETURNS_DELETED,
        /** Defined by a CustomResourceDefinition. */
        CUSTOM
    }

    /** Copies the collections. */
    public ResourceType {
        traits = Set.copyOf(traits);
        shortNames = List.copyOf(shortNames);
        selectableFields = List.copyOf(selectableFields);
    }

    static ResourceType builtIn(String group, String version, String kind, String plural, Trait... traits) {
        EnumSet<Trait> set = EnumSet.noneOf(Trait.class);
        set.addAll(List.of(traits));
        return new ResourceType(group, version, plural, kind, set, List.of(), List.of(), Optional.empty());
    }

    ResourceType named(String... names) {
        return new ResourceType(group, version, plural, kind, traits, List.of(names), selectableFields, schema);
    }

    ResourceType selectable(String... fields) {
        return new ResourceType(group, version, plural, kind, traits, shortNames, List.of(fields), schema);
    }

    /**
     * Says whether the kind has this trait.
     *
     * @param trait the trait asked for
     * @return true when it has it
     */
    public boolean is(Trait trait) {
        return traits.contains(trait);
    }

    /**
     * Says whether objects live in namespaces.
     *
     * @return false for cluster-wide kinds
     */
    public boolean namespaced() {
        return is(Trait.NAMESPACED);
    }

    /**
     * The value of {@code apiVersion} in objects.
     *
     * @return {@code group/version}, or the version alone for the core group
     */
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /**
     * The name used in messages and by CustomResourceDefinitions.
     *
     * @return {@code plural.group}, or the plural alone for the core group
     */
    public String qualifiedName() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    String qualifiedKind() {
        return group.isEmpty() ? kind : kind + "." + group;
    }

    String singular() {
        return kind.toLowerCase(Locale.ROOT);
    }

    boolean isKind(String wantedGroup, String wantedKind) {
        return group.equals(wantedGroup) && kind.equals(wantedKind);
    }
}
