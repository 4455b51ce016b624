package dev.holdfast.backup.testkit.schema;

import static dev.holdfast.backup.testkit.schema.StructuralValidation.where;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.testkit.schema.FieldError.Reason;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Constraints on one value without regard to what is inside it. */
final class ScalarValidation {

    private ScalarValidation() {}

    static List<FieldError> validate(JsonNode value, SchemaNode schema, String path) {
        List<FieldError> errors = new ArrayList<>();
        if (value.isTextual()) {
            checkText(value, schema, path, errors);
        } else if (value.isNumber()) {
            checkNumber(value, schema.values(), path, errors);
        }
        checkEnumeration(value, schema.values().enumeration(), path, errors);
        return errors;
    }

    private static void checkText(JsonNode value, SchemaNode schema, String path, List<FieldError> errors) {
        String text = value.asText();
        long length = text.codePointCount(0, text.length());
        ValueRules rules = schema.values();
        rules.size("maxLength").ifPresent(max -> {
            if (length > max) {
                String unit = max == 1 ? " byte" : " bytes";
                errors.add(FieldError.of(Reason.TOO_LONG, path, "may not be more than " + max + unit));
            }
        });
        rules.size("minLength").ifPresent(min -> {
            if (length < min) {
                errors.add(invalid(value, path, "should be at least " + min + " chars long"));
            }
        });
        rules.pattern()
                .filter(pattern -> !pattern.matcher(text).find())
                .ifPresent(pattern -> errors.add(invalid(value, path, "should match '" + pattern.pattern() + "'")));
        if (!schema.intOrString() && !Formats.valid(schema.format(), text)) {
            errors.add(FieldError.of(
                    Reason.TYPE_INVALID,
                    path,
                    value.toString(),
                    where(path) + " must be of type " + schema.format() + ": " + value));
        }
    }

    private static void checkNumber(JsonNode value, ValueRules rules, String path, List<FieldError> errors) {
        BigDecimal number = value.decimalValue();
        rules.number("multipleOf").ifPresent(factor -> {
            if (number.remainder(factor).signum() != 0) {
                errors.add(invalid(value, path, "should be a multiple of " + plain(factor)));
            }
        });
        rules.number("maximum").ifPresent(max -> {
            boolean exclusive = rules.exclusive("exclusiveMaximum");
            if (number.compareTo(max) > (exclusive ? -1 : 0)) {
                errors.add(
                        invalid(value, path, "should be less than " + (exclusive ? "" : "or equal to ") + plain(max)));
            }
        });
        rules.number("minimum").ifPresent(min -> {
            boolean exclusive = rules.exclusive("exclusiveMinimum");
            if (number.compareTo(min) < (exclusive ? 1 : 0)) {
                errors.add(invalid(
                        value, path, "should be greater than " + (exclusive ? "" : "or equal to ") + plain(min)));
            }
        });
    }

    private static void checkEnumeration(
            JsonNode value, List<JsonNode> enumeration, String path, List<FieldError> errors) {
        if (enumeration.isEmpty() || enumeration.contains(value)) {
            return;
        }
        String supported = enumeration.stream()
                .map(choice -> choice.isTextual() ? choice.toString() : '"' + choice.toString() + '"')
                .collect(Collectors.joining(", "));
        errors.add(FieldError.of(Reason.NOT_SUPPORTED, path, value.toString(), "supported values: " + supported));
    }

    private static FieldError invalid(JsonNode value, String path, String problem) {
        return FieldError.of(Reason.INVALID, path, value.toString(), where(path) + " " + problem);
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
