package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.api.Names;
import dev.holdfast.backup.engine.cluster.ApiException;
import dev.holdfast.backup.engine.cluster.Cluster;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes core/v1 Events about runs. An event that cannot be written is logged and never stops a run. Names are derived from what
 * is told, so that a repeated pass tells nothing twice. Thread-safe.
 */
final class Events {

    private static final Logger LOG = LoggerFactory.getLogger(Events.class);
    private static final int MESSAGE_LIMIT = 1000;

    private final Cluster cluster;
    private final InstantSource clock;
    private final String instance;

    Events(Cluster cluster, InstantSource clock, String instance) {
        this.cluster = cluster;
        this.clock = clock;
        this.instance = instance;
    }

    void normal(JobView about, String reason, String message) {
        write(about, "Normal", reason, message);
    }

    void warning(JobView about, String reason, String message) {
        write(about, "Warning", reason, message);
    }

    private void write(JobView about, String type, String reason, String message) {
        String cut = message.length() <= MESSAGE_LIMIT ? message : message.substring(0, MESSAGE_LIMIT - 1) + "…";
        try {
            cluster.create(event(about, type, reason, cut));
        } catch (ApiException e) {
            if (!e.isAlreadyExists()) {
                LOG.info("event {} on {} was not written: {}", reason, about.ref(), e.getMessage());
            }
        }
    }

    private ObjectNode event(JobView about, String type, String reason, String message) {
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        String name = about.ref().name();
        String start = Names.shortened(name, 200);
        String hash = Digests.of(about.uid() + "|" + type + "|" + reason + "|" + message)
                .substring(0, 16);
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("apiVersion", "v1").put("kind", "Event");
        event.putObject("metadata").put("namespace", about.ref().namespace()).put("name", start + "." + hash);
        event.putObject("involvedObject")
                .put("apiVersion", about.ref().kind().apiVersion())
                .put("kind", about.ref().kind().kind())
                .put("namespace", about.ref().namespace())
                .put("name", name)
                .put("uid", about.uid());
        event.put("type", type).put("reason", reason).put("message", message);
        event.put("firstTimestamp", now).put("lastTimestamp", now).put("count", 1);
        event.put("reportingComponent", "holdfast").put("reportingInstance", instance);
        event.putObject("source").put("component", "holdfast");
        return event;
    }
}
