package dev.holdfast.backup.spi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The stage has reached what it was for.
 *
 * @param result what a backup produced; exactly one stage of a backup plan brings it, the one that saw the artifact
 * @param facts findings that later stages may read through {@link StageContext#facts()}; a JSON object, added to those
 *     there are, at most 8 KiB in all
 * @param warnings what the tenant should know although nothing failed
 */
public record Done(Optional<BackupResult> result, JsonNode facts, List<Warning> warnings) implements Observation {

    /** Copies the lists and requires {@code facts} to be an object. */
    public Done {
        if (!facts.isObject()) {
            throw new IllegalArgumentException("facts must be a JSON object, not " + facts.getNodeType());
        }
        warnings = List.copyOf(warnings);
    }

    /** Done, with nothing to add. */
    public static Done done() {
        return new Done(Optional.empty(), JsonNodeFactory.instance.objectNode(), List.of());
    }

    /** Done, and this is what the backup produced. */
    public static Done done(BackupResult result) {
        return new Done(Optional.of(result), JsonNodeFactory.instance.objectNode(), List.of());
    }

    /** The same with one more fact. */
    public Done fact(String key, JsonNode value) {
        ObjectNode more = facts.deepCopy();
        more.set(key, value);
        return new Done(result, more, warnings);
    }

    /** The same with one more warning. */
    public Done warn(String reason, String message) {
        List<Warning> more = new ArrayList<>(warnings);
        more.add(new Warning(reason, message));
        return new Done(result, facts, more);
    }

    @Override
    public <T> T match(
            Function<Done, T> done,
            Function<Waiting, T> waiting,
            Function<Failed, T> failed,
            Function<Retry, T> retry) {
        return done.apply(this);
    }
}
