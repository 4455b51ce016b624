package dev.holdfast.backup.testkit.api;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a request through interceptors, faults, the deny list and the verbs, and logs the answer. */
final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final Discovery discovery;
    private final ResourceVerbs verbs;
    private final AccessList access;
    private final FaultPlan faults;
    private final RequestLog log;
    private final List<Consumer<RequestInfo>> interceptors = new CopyOnWriteArrayList<>();

    Dispatcher(Discovery discovery, ResourceVerbs verbs, AccessList access, FaultPlan faults, RequestLog log) {
        this.discovery = discovery;
        this.verbs = verbs;
        this.access = access;
        this.faults = faults;
        this.log = log;
    }

    /** What the transport has to do. */
    sealed interface Outcome {}

    record Reply(Answer answer) implements Outcome {}

    /** Close the connection without a word. */
    record Drop() implements Outcome {}

    void intercept(Consumer<RequestInfo> interceptor) {
        interceptors.add(interceptor);
    }

    Outcome dispatch(ApiRequest request) {
        interceptors.forEach(interceptor -> interceptor.accept(request.info()));
        Outcome outcome = faults.next(request.info())
                .map(fault -> withFault(request, fault))
                .orElseGet(() -> new Reply(answer(request)));
        log.add(request, outcome instanceof Reply reply ? reply.answer().status() : 0);
        return outcome;
    }

    private Outcome withFault(ApiRequest request, RequestFault fault) {
        fault.awaitRelease();
        if (fault.isBeforeCommit()) {
            return fault.outcome();
        }
        Answer real = answer(request);
        return fault.changesAnswer() ? fault.outcome() : new Reply(real);
    }

    private Answer answer(ApiRequest request) {
        try {
            Optional<ApiFailure> refusal = access.refusal(request.info());
            if (refusal.isPresent()) {
                return Answer.failure(refusal.get());
            }
            if (request.info().target().isResource()) {
                return verbs.answer(request);
            }
            return discovery.answer(request.info().path()).orElseGet(Answer::unknownPath);
        } catch (ApiFailure failure) {
            return Answer.failure(failure);
        } catch (RuntimeException e) {
            LOG.error(
                    "the simulator failed on {} {}",
                    request.info().verb(),
                    request.info().path(),
                    e);
            return Answer.failure(ApiFailure.of(500, "InternalError", "Internal error occurred: " + e));
        }
    }
}
