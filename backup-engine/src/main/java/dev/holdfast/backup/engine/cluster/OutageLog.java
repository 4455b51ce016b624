package dev.holdfast.backup.engine.cluster;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs that the API server does not answer any more: once when that begins and once when it is over, however many requests go
 * unanswered meanwhile. A server that has never answered is told of by what was to be done with it. Thread-safe.
 */
public final class OutageLog implements ApiObserver {

    private static final Logger LOG = LoggerFactory.getLogger(OutageLog.class);

    private final String server;
    private final ApiObserver next;
    private final InstantSource clock;
    private boolean hasAnswered;
    private Optional<Instant> since = Optional.empty();
    private int unanswered;

    /**
     * A log of one server.
     *
     * @param server its URL
     * @param next told all that this is told
     */
    public OutageLog(String server, ApiObserver next, InstantSource clock) {
        this.server = server;
        this.next = next;
        this.clock = clock;
    }

    @Override
    public void answered(ApiRequest request, int code) {
        next.answered(request, code);
        if (code != ApiException.NO_ANSWER) {
            over();
        }
    }

    @Override
    public void unanswered(ApiRequest request, String why) {
        next.unanswered(request, why);
        begun(request, why);
    }

    private synchronized void begun(ApiRequest request, String why) {
        unanswered++;
        if (hasAnswered && since.isEmpty()) {
            since = Optional.of(clock.instant());
            LOG.warn(
                    "the Kubernetes API at {} does not answer, everything is tried again until it does: {}: {}",
                    server,
                    request,
                    why);
        }
    }

    private synchronized void over() {
        hasAnswered = true;
        since.ifPresent(from -> LOG.info(
                "the Kubernetes API at {} answers again after {} s and {} requests without an answer",
                server,
                Duration.between(from, clock.instant()).toSeconds(),
                unanswered));
        since = Optional.empty();
        unanswered = 0;
    }
}
