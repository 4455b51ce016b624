package dev.holdfast.backup.engine.redact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Masks known secret values in any text: as they are, in base64, URL-encoded and JSON-escaped. Values of fewer than
 * {@value #MIN_LENGTH} characters are left alone, as masking them would make every text unreadable. Immutable.
 */
public final class Redactor {

    /** What stands in the place of a secret. */
    public static final String MASK = "***";

    /** Values shorter than this are not masked. */
    public static final int MIN_LENGTH = 4;

    private static final List<String> SECRET_SUFFIXES = List.of("KEY", "SECRET", "TOKEN", "PASSWORD");
    private static final Redactor NONE = new Redactor(List.of());

    private final List<String> forms;

    private Redactor(Collection<String> forms) {
        this.forms = forms.stream()
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** Masks nothing. */
    public static Redactor none() {
        return NONE;
    }

    /** Masks these values. */
    public static Redactor of(Collection<String> secretValues) {
        Set<String> forms = new LinkedHashSet<>();
        for (String value : secretValues) {
            forms.addAll(SecretForms.of(value));
        }
        return new Redactor(forms);
    }

    /**
     * Masks the literal values of environment variables whose names end in KEY, SECRET, TOKEN or PASSWORD, in any case.
     *
     * @param podTemplate a core/v1 PodTemplateSpec
     */
    public static Redactor ofTemplate(JsonNode podTemplate) {
        List<String> values = new ArrayList<>();
        for (String field : List.of("initContainers", "containers")) {
            for (JsonNode container : podTemplate.path("spec").path(field)) {
                for (JsonNode variable : container.path("env")) {
                    if (namesSecret(variable.path("name").asText(""))) {
                        values.add(variable.path("value").asText(""));
                    }
                }
            }
        }
        return of(values);
    }

    /** Masks what this one masks and what the other does. */
    public Redactor and(Redactor other) {
        Set<String> all = new LinkedHashSet<>(forms);
        all.addAll(other.forms);
        return new Redactor(all);
    }

    /**
     * The text without any of the values. Values that overlap are masked as one, so that no part of them stays; the result is
     * looked at again until nothing is found, as a mask and its neighbours could spell a value.
     */
    public String redact(String text) {
        String current = text;
        BitSet covered = covered(current);
        // Ends because every round makes the text shorter: a value is longer than the mask.
        while (!covered.isEmpty()) {
            current = mask(current, covered);
            covered = covered(current);
        }
        return current;
    }

    /** The tree with every text in it redacted; names of fields stay. */
    public JsonNode redact(JsonNode tree) {
        if (tree.isTextual()) {
            return TextNode.valueOf(redact(tree.textValue()));
        }
        JsonNode copy = tree.deepCopy();
        if (copy instanceof ObjectNode object) {
            object.properties().forEach(field -> field.setValue(redact(field.getValue())));
        } else if (copy instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, redact(array.get(i)));
            }
        }
        return copy;
    }

    private BitSet covered(String text) {
        BitSet covered = new BitSet(text.length());
        for (String form : forms) {
            for (int at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
                covered.set(at, at + form.length());
            }
        }
        return covered;
    }

    private static String mask(String text, BitSet covered) {
        StringBuilder masked = new StringBuilder(text.length());
        int from = 0;
        for (int start = covered.nextSetBit(0); start >= 0; start = covered.nextSetBit(from)) {
            masked.append(text, from, start).append(MASK);
            from = covered.nextClearBit(start);
        }
        return masked.append(text, from, text.length()).toString();
    }

    private static boolean namesSecret(String variable) {
        String name = variable.toUpperCase(Locale.ROOT);
        return SECRET_SUFFIXES.stream().anyMatch(name::endsWith);
    }

    /** Says how many texts are masked, not which. */
    @Override
    public String toString() {
        return "Redactor[" + forms.size() + " texts]";
    }
}
