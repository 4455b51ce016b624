package dev.holdfast.backup.testkit.pods;

import java.util.Optional;
import java.util.function.Function;

/** Reads logs from the files of the pods' workers. */
final class FilePodLogs implements PodLogs {
    private final Function<Query, Optional<PodWorker>> pods;

    FilePodLogs(Function<Query, Optional<PodWorker>> pods) {
        this.pods = pods;
    }

    @Override
    public Optional<String> read(Query query) {
        return pods.apply(query)
                .flatMap(worker -> worker.slot(query.container()))
                .flatMap(slot -> read(slot, query));
    }

    private static Optional<String> read(ContainerSlot slot, Query query) {
        int run = slot.runs() - (query.previous() ? 2 : 1);
        if (run < 0) {
            return Optional.empty();
        }
        String text = ContainerProcess.text(slot.log(run));
        return Optional.of(
                query.tailLines().isPresent()
                        ? TerminationMessage.lastLines(text, query.tailLines().getAsInt())
                        : text);
    }
}
