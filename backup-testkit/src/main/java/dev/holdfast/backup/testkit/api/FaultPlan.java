package dev.holdfast.backup.testkit.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The disturbances in force. Of several that match a request the one added first is applied; all of them count it. Safe
 * for use by many threads.
 */
public final class FaultPlan {

    private final List<Counted> faults = new ArrayList<>();

    FaultPlan() {}

    /**
     * Puts a fault into force.
     *
     * @param fault what to do to which requests
     */
    public synchronized void add(RequestFault fault) {
        faults.add(new Counted(fault));
    }

    /** Ends all faults. Requests already waiting in one keep waiting for their latch. */
    public synchronized void clear() {
        faults.clear();
    }

    synchronized Optional<RequestFault> next(RequestInfo info) {
        Optional<RequestFault> first = Optional.empty();
        for (Counted counted : faults) {
            if (counted.fault.matches(info)) {
                counted.seen++;
                if (first.isEmpty() && counted.fault.hits(counted.seen)) {
                    first = Optional.of(counted.fault);
                }
            }
        }
        return first;
    }

    /** A fault and how many requests it matched. */
    private static final class Counted {
        private final RequestFault fault;
        private int seen;

        private Counted(RequestFault fault) {
            this.fault = fault;
        }
    }
}
