package dev.holdfast.backup.testkit.conformance;

import dev.holdfast.backup.testkit.api.Garbling;
import dev.holdfast.backup.testkit.api.RequestInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All that may befall the runs of a subject. */
final class Troubles {

    private static final Pattern AT_REQUEST = Pattern.compile("(.+?)(?: \\((\\d+)\\))?: ([A-Z_0-9]+)");

    private static final Set<Operation> JOBS = EnumSet.of(Operation.BACKUP, Operation.RESTORE, Operation.COPY);

    private final DriverSubject subject;
    private final boolean all;

    /** With those that are left out for time's sake, or without. */
    Troubles(DriverSubject subject, boolean all) {
        this.subject = subject;
        this.all = all;
    }

    /** In the order of their tests. */
    List<Trouble> of(Operation operation, List<RequestInfo> requests) {
        List<Trouble> troubles = new ArrayList<>(standing(operation));
        List<Moment> moments = Moment.of(requests);
        for (int i = 0; i < moments.size(); i++) {
            Moment moment = moments.get(i);
            List<Disturbance> possible =
                    Stream.of(Disturbance.values()).filter(d -> d.appliesTo(moment)).toList();
            List<Disturbance> chosen = all ? possible : few(operation, possible, i);
            chosen.forEach(d -> troubles.add(new AtRequest(moment, d)));
        }
        if (!all) {
            moments.stream()
                    .filter(Moment::makesChild)
                    .findFirst()
                    .ifPresent(m -> Stream.of(Disturbance.values())
                            .filter(Disturbance::isOfTheWorld)
                            .forEach(d -> troubles.add(new AtRequest(m, d))));
        }
        requests.stream()
                .filter(RequestInfo::isWrite)
                .map(Frozen::of)
                .filter(w -> !w.endsWith("events") && (all || isChosen(operation)))
                .distinct()
                .forEach(w -> troubles.add(new Frozen(w)));
        return troubles;
    }

    /**
     * Crashes everywhere, and of all that servers and networks do one thing at each request, each time another one. What people do is
     * tried where the first child is made.
     */
    private static List<Disturbance> few(Operation operation, List<Disturbance> possible, int turn) {
        List<Disturbance> others = possible.stream()
                .filter(d -> !d.isCrash() && !d.isOfTheWorld())
                .toList();
        if (!isChosen(operation) || others.isEmpty()) {
            return List.of();
        }
        return Stream.concat(
                        possible.stream().filter(Disturbance::isCrash),
                        Stream.of(others.get((turn + operation.ordinal()) % others.size())))
                .toList();
    }

    /** A copy is made like any other restore. */
    private static boolean isChosen(Operation operation) {
        return operation != Operation.COPY;
    }

    /** Those that do not depend on the requests that a run makes. */
    private List<Trouble> standing(Operation operation) {
        List<Trouble> troubles = new ArrayList<>();
        troubles.add(new AskedTwice());
        troubles.add(new Stranger());
        troubles.add(new Rebuilt());
        for (Garbling how : Garbling.values()) {
            troubles.add(new Garbled(how));
        }
        troubles.addAll(KindMissing.of(subject));
        boolean asksByJob = JOBS.contains(operation);
        if (asksByJob) {
            troubles.add(new LongName());
        }
        if (operation == Operation.RESTORE) {
            troubles.addAll(WrongOptions.of(subject));
        }
        if (operation != Operation.BACKUP && operation != Operation.RECLAIM) {
            troubles.add(new ArtifactLost());
        }
        for (OperatorState state : subject.states()) {
            if (state.operation() == operation) {
                troubles.addAll(InState.of(state, asksByJob));
            }
        }
        return troubles;
    }

    /** The case of this name; one at a request need not be among those of an ordinary run. */
    Optional<Trial> named(String name) {
        return subject.operations().stream()
                .filter(o -> name.startsWith(o + " / "))
                .flatMap(o -> trouble(o, name.substring((o + " / ").length())).stream()
                        .map(t -> new Trial(subject, o, t)))
                .findFirst();
    }

    private Optional<Trouble> trouble(Operation operation, String name) {
        return Stream.concat(Stream.of(new NoTrouble()), standing(operation).stream())
                .filter(t -> t.name().equals(name))
                .findFirst()
                .or(() -> atRequest(name));
    }

    private static Optional<Trouble> atRequest(String name) {
        Matcher parts = AT_REQUEST.matcher(name);
        return parts.matches()
                ? Arrays.stream(Disturbance.values())
                        .filter(d -> d.name().equals(parts.group(3)))
                        .map(d -> (Trouble) new AtRequest(
                                new Moment(
                                        parts.group(1), parts.group(2) == null ? 1 : Integer.parseInt(parts.group(2))),
                                d))
                        .findFirst()
                : Optional.empty();
    }
}
