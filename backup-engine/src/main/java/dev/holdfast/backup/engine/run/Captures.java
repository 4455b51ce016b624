package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.spi.Failed;
import dev.holdfast.backup.spi.RefusedException;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Live objects in a journal, as they were before a run deleted or changed them: one key of the Secret each, compressed, in the order in
 * which they were captured. Pure.
 */
final class Captures {

    /** Largest sum of all captures of a journal, in bytes as stored. A Secret holds 1 MiB, the record up to 256 KiB of it. */
    static final int MAX_BYTES = 640 * 1024;

    private static final String PREFIX = "capture.";

    private Captures() {}

    /** What the Secret holds, oldest first. */
    static List<GenericKubernetesResource> read(GenericKubernetesResource secret) {
        Map<String, Object> data = secret.get("data");
        TreeMap<String, Object> sorted = new TreeMap<>(Objects.requireNonNullElse(data, Map.of()));
        return sorted.entrySet().stream()
                .filter(e -> e.getKey().startsWith(PREFIX))
                .map(e -> RunCodec.unpack(e.getValue().toString()))
                .map(json -> Serialization.unmarshal(json, GenericKubernetesResource.class))
                .toList();
    }

    /**
     * The keys to add to the Secret.
     *
     * @param there what it holds already
     * @throws RefusedException {@code PlanTooLarge} with the numbers, if it could not hold them
     */
    static ObjectNode data(List<GenericKubernetesResource> there, List<GenericKubernetesResource> more) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        int bytes = there.stream().mapToInt(o -> packed(o).length()).sum();
        int next = there.size();
        for (GenericKubernetesResource object : more) {
            String packed = packed(object);
            bytes += packed.length();
            data.put(String.format(Locale.ROOT, "%s%05d", PREFIX, next++), packed);
        }
        if (bytes > MAX_BYTES) {
            throw new RefusedException(Failed.failed(
                    Reasons.PLAN_TOO_LARGE.wire(),
                    "the " + next + " objects that it deletes or changes take " + bytes
                            + " bytes to write down before; at most " + MAX_BYTES + " are kept"));
        }
        return data;
    }

    private static String packed(GenericKubernetesResource object) {
        JsonNode tree = Lookups.tree(object);
        return RunCodec.pack(tree.toString());
    }
}
