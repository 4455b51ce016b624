package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.testkit.api.ResourceType.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Which names, label keys and label values are legal. */
final class NameRules {

    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
    private static final Pattern SERVICE = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
    private static final Pattern SUBDOMAIN =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final Pattern QUALIFIED = Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]");
    private static final Pattern VALUE = Pattern.compile("(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?");

    private NameRules() {}

    static List<FieldCause> check(ResourceType type, JsonNode object) {
        List<FieldCause> causes = new ArrayList<>();
        String name = Json.name(object);
        if (name.isEmpty()) {
            causes.add(FieldCause.required("metadata.name", "name or generateName is required"));
        } else if (!isName(type, name)) {
            causes.add(FieldCause.invalid("metadata.name", "\"" + name + "\"", expectation(type)));
        }
        Json.at(object, "metadata", "labels").properties().forEach(label -> checkLabel(label, causes));
        Json.at(object, "metadata", "annotations")
                .properties()
                .forEach(entry -> checkKey("metadata.annotations", entry.getKey(), causes));
        boolean strict = !type.is(Trait.CUSTOM) && !type.group().equals(BuiltInTypes.EXTENSIONS);
        for (String finalizer : Json.finalizers(object)) {
            boolean known = List.of("orphan", "foregroundDeletion").contains(finalizer);
            if (strict && !known && !finalizer.contains("/")) {
                causes.add(FieldCause.invalid(
                        "metadata.finalizers",
                        "\"" + finalizer + "\"",
                        "name is neither a standard finalizer name nor is it fully qualified"));
            }
        }
        return causes;
    }

    private static boolean isName(ResourceType type, String name) {
        if (type.group().equals(BuiltInTypes.RBAC)) {
            return !name.equals(".") && !name.equals("..") && !name.contains("/") && !name.contains("%");
        }
        return switch (type.kind()) {
            case "Namespace" -> name.length() <= 63 && LABEL.matcher(name).matches();
            case "Service" ->
                type.group().isEmpty()
                        ? name.length() <= 63 && SERVICE.matcher(name).matches()
                        : isSubdomain(name);
            default -> isSubdomain(name);
        };
    }

    private static boolean isSubdomain(String name) {
        return name.length() <= 253 && SUBDOMAIN.matcher(name).matches();
    }

    private static String expectation(ResourceType type) {
        return switch (type.kind()) {
            case "Namespace" ->
                "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-',"
                        + " and must start and end with an alphanumeric character (at most 63 characters)";
            case "Service" ->
                "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with"
                        + " an alphabetic character, and end with an alphanumeric character";
            default ->
                "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.',"
                        + " and must start and end with an alphanumeric character (at most 253 characters)";
        };
    }

    private static void checkLabel(Map.Entry<String, JsonNode> label, List<FieldCause> causes) {
        checkKey("metadata.labels", label.getKey(), causes);
        String value = label.getValue().asText();
        if (value.length() > 63 || !VALUE.matcher(value).matches()) {
            causes.add(FieldCause.invalid(
                    "metadata.labels",
                    "\"" + value + "\"",
                    "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and"
                            + " must start and end with an alphanumeric character (at most 63 characters)"));
        }
    }

    private static void checkKey(String field, String key, List<FieldCause> causes) {
        int slash = key.indexOf('/');
        String name = key.substring(slash + 1);
        boolean prefixFits = slash < 0 || isSubdomain(key.substring(0, slash));
        if (!prefixFits || name.length() > 63 || !QUALIFIED.matcher(name).matches()) {
            causes.add(
                    FieldCause.invalid(
                            field,
                            "\"" + key + "\"",
                            "name part must consist of alphanumeric characters, '-', '_' or '.', optionally after a DNS subdomain prefix and '/'"));
        }
    }
}
