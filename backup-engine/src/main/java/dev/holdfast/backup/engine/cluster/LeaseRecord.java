package dev.holdfast.backup.engine.cluster;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.api.Timestamps;
import dev.holdfast.backup.spi.ObjectRef;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * What a Lease says. Its times are for people: leadership is not decided by them.
 *
 * @param version of the object
 * @param holder empty if nobody holds it
 * @param duration after which it is free if it was not renewed
 * @param transitions how often it has changed hands
 * @param renewedAt when it was renewed, by its holder's clock
 */
record LeaseRecord(String version, String holder, Duration duration, long transitions, Optional<Instant> renewedAt) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final DateTimeFormatter MICRO_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    static LeaseRecord of(GenericKubernetesResource lease) {
        Object holder = lease.get("spec", "holderIdentity");
        Object renewed = lease.get("spec", "renewTime");
        return new LeaseRecord(
                lease.getMetadata().getResourceVersion(),
                holder == null ? "" : holder.toString(),
                Duration.ofSeconds(number(lease.get("spec", "leaseDurationSeconds"))),
                number(lease.get("spec", "leaseTransitions")),
                Timestamps.parse(renewed == null ? null : renewed.toString()));
    }

    /** Whether somebody holds it and has renewed it in time, as far as the clocks agree. */
    boolean isHeldAt(Instant now) {
        return !holder.isEmpty()
                && renewedAt.filter(at -> now.isBefore(at.plus(duration))).isPresent();
    }

    private static long number(Object value) {
        return value instanceof Number n ? n.longValue() : 0;
    }

    /** A Lease to create, held from now on. */
    static ObjectNode manifest(ObjectRef ref, String holder, Duration duration, Instant now) {
        ObjectNode lease = JSON.objectNode();
        lease.put("apiVersion", ref.kind().apiVersion()).put("kind", ref.kind().kind());
        lease.putObject("metadata").put("namespace", ref.namespace()).put("name", ref.name());
        ObjectNode spec = held(holder, duration, now);
        lease.set("spec", spec.put("acquireTime", MICRO_TIME.format(now)).put("leaseTransitions", 0));
        return lease;
    }

    /** Takes it over. */
    ObjectNode taken(String by, Duration newDuration, Instant now) {
        ObjectNode spec = held(by, newDuration, now);
        spec.put("acquireTime", MICRO_TIME.format(now)).put("leaseTransitions", transitions + 1);
        return patch(spec);
    }

    /** Renews it. */
    static ObjectNode renewed(String by, Duration duration, Instant now) {
        return patch(held(by, duration, now));
    }

    /** Gives it back. */
    static ObjectNode released(Instant now) {
        return patch(held("", Duration.ofSeconds(1), now));
    }

    private static ObjectNode held(String holder, Duration duration, Instant now) {
        long seconds = duration.plusMillis(999).toSeconds();
        return JSON.objectNode()
                .put("holderIdentity", holder)
                .put("leaseDurationSeconds", seconds)
                .put("renewTime", MICRO_TIME.format(now));
    }

    private static ObjectNode patch(ObjectNode spec) {
        ObjectNode patch = JSON.objectNode();
        patch.set("spec", spec);
        return patch;
    }
}
