package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.api.Labels;
import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.spi.InterruptedRestore;
import dev.holdfast.backup.spi.LockKey;
import dev.holdfast.backup.spi.ObjectRef;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Lock, plan and record of a run that overwrites or deletes, in one Secret of the engine's namespace. It outlives the tenant's
 * objects, and no tenant can write it. A run with several locks has a Secret for each; all but the first only point to it.
 *
 * @param ref the Secret
 * @param uid of the Secret
 * @param resourceVersion that a guarded write has to name
 * @param state where the run stands
 * @param owner whose run it is
 * @param ownerUid uid of the owner
 * @param run the record
 * @param locks names of all lock Secrets of the run, this one among them
 * @param inherited what an earlier restore of the target left behind and this one has taken over
 * @param captures live objects as they were before this run, or one that it has taken over, deleted or changed them; oldest first
 * @param epoch number of the leadership that wrote it last
 */
public record Journal(
        ObjectRef ref,
        String uid,
        String resourceVersion,
        State state,
        ObjectRef owner,
        String ownerUid,
        Run run,
        List<String> locks,
        Optional<InterruptedRestore> inherited,
        List<GenericKubernetesResource> captures,
        long epoch) {

    /** Marks journals and the Secrets that point to one. */
    public static final String LABEL = "backups.cozystack.io/journal";

    /** How names of journals begin. */
    public static final String NAME_PREFIX = "holdfast-lock-";

    /** Largest record, in bytes, before encoding. */
    public static final int MAX_RECORD_BYTES = 256 * 1024;

    private static final String SETTLED_BY = "settledBy";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Where the run of a journal stands. */
    public enum State {
        /** The run is going on, or leaving. */
        OPEN,
        /** The restore failed past its point of no return: the lock stays until the next restore of the target takes over. */
        INTERRUPTED,
        /** Somebody has decided that what it holds is let go; nothing is held or suspended anew. */
        SETTLED
    }

    /** Copies the lists. */
    public Journal {
        locks = List.copyOf(locks);
        captures = List.copyOf(captures);
    }

    /** Name of the Secret that locks a key. */
    public static String nameOf(LockKey key) {
        return NAME_PREFIX + Digests.of(key.value()).substring(0, 20);
    }

    /** Reads a Secret; it must not be one that only points to a journal. */
    static Journal decode(GenericKubernetesResource secret) {
        JobView view = JobView.of(secret);
        JsonNode owner = RunCodec.parse(data(secret, "owner"));
        List<String> locks = new ArrayList<>();
        RunCodec.parse(data(secret, "locks")).forEach(n -> locks.add(n.asText()));
        return new Journal(
                view.ref(),
                view.uid(),
                view.resourceVersion(),
                State.valueOf(data(secret, "state").toUpperCase(Locale.ROOT)),
                ObjectRef.of(
                        owner.path("apiVersion").asText(),
                        owner.path("kind").asText(),
                        owner.path("namespace").asText(),
                        owner.path("name").asText()),
                owner.path("uid").asText(),
                RunCodec.decode(RunCodec.parse(RunCodec.unpack(data(secret, "record")))),
                locks,
                inherited(data(secret, "inherited")),
                Captures.read(secret),
                Long.parseLong("0" + data(secret, "epoch")));
    }

    /** The object with this UID, as it was before the run deleted or changed it. */
    Optional<GenericKubernetesResource> captured(String objectUid) {
        return captures.stream()
                .filter(o -> o.getMetadata().getUid().equals(objectUid))
                .findFirst();
    }

    private static Optional<InterruptedRestore> inherited(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        JsonNode json = RunCodec.parse(text);
        return Optional.of(new InterruptedRestore(
                json.path("run").asText(),
                json.path("stage").asText(),
                json.path("reason").asText(),
                json.path("facts"),
                List.of()));
    }

    /** What the next restore of the target is told: the target is in an unknown state until one has succeeded. */
    Optional<InterruptedRestore> leftBehind() {
        if (!run.touched()) {
            return inherited.map(
                    left -> new InterruptedRestore(left.runUid(), left.stage(), left.reason(), left.facts(), captures));
        }
        return Optional.of(new InterruptedRestore(
                run.uid(),
                run.position().stage(),
                run.exit().map(Exit::reason).orElse(Reasons.RESTORE_INTERRUPTED.wire()),
                run.facts(),
                captures));
    }

    /** Name of the journal that a Secret points to, its own name if it is one. */
    static String primaryOf(GenericKubernetesResource secret) {
        String primary = data(secret, "primary");
        return primary.isEmpty() ? secret.getMetadata().getName() : primary;
    }

    /** Who has settled the run; empty text if nobody has. */
    static String settledBy(GenericKubernetesResource secret) {
        return data(secret, SETTLED_BY);
    }

    private static String data(GenericKubernetesResource secret, String key) {
        String encoded = secret.get("data", key);
        return encoded == null ? "" : new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    }

    /** The {@code data} of a journal. */
    static ObjectNode data(
            Run run,
            State state,
            ObjectRef owner,
            String ownerUid,
            List<String> locks,
            Optional<InterruptedRestore> inherited,
            long epoch) {
        ObjectNode ownerJson = JSON.objectNode().put("apiVersion", owner.kind().apiVersion());
        ownerJson.put("kind", owner.kind().kind()).put("namespace", owner.namespace());
        ownerJson.put("name", owner.name()).put("uid", ownerUid);
        ArrayNode names = JSON.arrayNode();
        locks.forEach(names::add);
        ObjectNode data = JSON.objectNode();
        data.put("record", base64(RunCodec.pack(RunCodec.encode(run).toString())));
        data.put("state", base64(state.name().toLowerCase(Locale.ROOT)));
        data.put("owner", base64(ownerJson.toString()));
        data.put("locks", base64(names.toString()));
        data.put("epoch", base64(Long.toString(epoch)));
        inherited.ifPresent(left -> {
            ObjectNode json = JSON.objectNode().put("run", left.runUid()).put("stage", left.stage());
            json.put("reason", left.reason()).set("facts", left.facts());
            data.put("inherited", base64(json.toString()));
        });
        return data;
    }

    /** A Secret to create. */
    static ObjectNode manifest(String namespace, String name, String runUid, ObjectNode data) {
        ObjectNode secret = JSON.objectNode().put("apiVersion", "v1").put("kind", "Secret");
        secret.put("type", "backups.cozystack.io/run");
        ObjectNode metadata =
                secret.putObject("metadata").put("namespace", namespace).put("name", name);
        metadata.putObject("labels").put(LABEL, "true").put(Labels.RUN_UID, runUid);
        secret.set("data", data);
        return secret;
    }

    static ObjectNode pointer(String primary) {
        return JSON.objectNode().put("primary", base64(primary));
    }

    /** What names who has settled the run. */
    static void settledBy(ObjectNode data, String who) {
        data.put(SETTLED_BY, base64(who));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
