package dev.holdfast.backup.engine.template;

import java.util.List;

/** What is wrong with one template, before it is known where in the tree it stands. */
final class LeafFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    LeafFailure(List<Fault> faults) {
        super("template failed", null, false, false);
        this.faults = List.copyOf(faults);
    }

    LeafFailure(Origin origin, String message) {
        this(List.of(new Fault(origin, message)));
    }

    List<Fault> faults() {
        return faults;
    }
}
