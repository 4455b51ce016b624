package dev.holdfast.backup.spi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Decodes JSON into records without forgiving anything: unknown keys, wrong types and malformed values are problems with a
 * field path. Texts that hold a number or a truth value are accepted for them, as web forms send texts, because nothing is
 * lost by it.
 */
public final class StrictJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Integer, c -> c.setCoercion(CoercionInputShape.String, CoercionAction.TryConvert))
            .withCoercionConfig(
                    LogicalType.Boolean, c -> c.setCoercion(CoercionInputShape.String, CoercionAction.TryConvert))
            .withCoercionConfig(
                    LogicalType.Float, c -> c.setCoercion(CoercionInputShape.String, CoercionAction.TryConvert))
            .build();

    // Not for decoding: Kubernetes models with deserialisers of their own, such as quantities, read a part of the tree.
    private static final ObjectReader WHOLE_TEXT = MAPPER.reader(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private StrictJson() {}

    /**
     * Decodes {@code json} into {@code type}.
     *
     * @param reason of the refusal, such as {@code InvalidOptions}
     * @param pointer where {@code json} stands in the user's object, such as {@code /spec/options}
     * @throws RefusedException with the first field at fault
     */
    public static <T> T decode(JsonNode json, Class<T> type, String reason, String pointer) {
        try {
            return MAPPER.treeToValue(json, type);
        } catch (JsonMappingException e) {
            String path = e.getPath().stream()
                    .map(r -> "/" + (r.getFieldName() == null ? String.valueOf(r.getIndex()) : r.getFieldName()))
                    .collect(Collectors.joining());
            throw new RefusedException(Failed.failed(reason, firstLine(e), pointer + path));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new RefusedException(Failed.failed(reason, firstLine(e), pointer));
        }
    }

    /** Reads a JSON object whose values are all texts; empty if {@code text} is anything else. */
    public static Optional<Map<String, String>> textMap(String text) {
        try {
            JsonNode json = WHOLE_TEXT.readTree(text);
            Map<String, String> map = new LinkedHashMap<>();
            json.properties().forEach(e -> map.put(e.getKey(), e.getValue().textValue()));
            return json.isObject() && !map.containsValue(null) ? Optional.of(map) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static String firstLine(Exception e) {
        String message =
                e instanceof JsonProcessingException j ? j.getOriginalMessage() : String.valueOf(e.getMessage());
        String line = message.lines().findFirst().orElse(e.getClass().getSimpleName());
        int detail = line.indexOf(" (class ");
        return detail > 0 ? line.substring(0, detail) : line;
    }
}
