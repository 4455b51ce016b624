package dev.holdfast.backup.testkit.conformance;

import dev.holdfast.backup.spi.ResourceKind;
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

    private final Cast cast;
    private final DriverSubject subject;
    private final boolean all;

    /** With those that are left out for time's sake, or without. */
    Troubles(Cast cast, boolean all) {
        this.cast = cast;
        this.subject = cast.subject();
        this.all = all;
    }

    /**
     * In the order of their tests.
     *
     * @param requests of an undisturbed run
     * @param kinds that its plans and checks have read
     */
    List<Trouble> of(Operation operation, List<RequestInfo> requests, Set<ResourceKind> kinds) {
        List<Trouble> troubles = new ArrayList<>(standing(operation));
        KindMissing.of(cast).stream().filter(k -> k.isAmong(kinds)).forEach(troubles::add);
        List<Moment> moments = Moment.of(requests);
        for (int i = 0; i < moments.size(); i++) {
            Moment moment = moments.get(i);
            List<Disturbance> possible = Stream.of(Disturbance.values())
                    .filter(d -> d.appliesTo(moment))
                    .toList();
            List<Disturbance> chosen = all ? possible : few(possible, i + operation.ordinal());
            chosen.forEach(d -> troubles.add(new AtRequest(moment, d)));
        }
        if (!all) {
            troubles.addAll(ofTheWorld(moments));
        }
        requests.stream()
                .filter(RequestInfo::isWrite)
                .map(Frozen::of)
                .filter(w -> !w.endsWith("events"))
                .distinct()
                .forEach(w -> troubles.add(new Frozen(w)));
        return all || operation != Operation.COPY ? troubles : ofACopy(troubles);
    }

    /**
     * One crash at each write, and one other thing at every other request, each time another one: what servers and networks do.
     */
    private static List<Disturbance> few(List<Disturbance> possible, int turn) {
        List<Disturbance> crashes =
                possible.stream().filter(Disturbance::isCrash).toList();
        List<Disturbance> others =
                possible.stream().filter(d -> !d.isCrash() && !d.isOfTheWorld()).toList();
        List<Disturbance> few = new ArrayList<>();
        if (!crashes.isEmpty()) {
            few.add(crashes.get(turn % crashes.size()));
        }
        if (!crashes.isEmpty() || turn % 2 == 0) {
            few.add(others.get(turn % others.size()));
        }
        return few;
    }

    /** What people do is tried where the first child is made; that they delete children, where the next thing is written. */
    private static List<Trouble> ofTheWorld(List<Moment> moments) {
        List<Moment> writes = moments.stream()
                .filter(Moment::isWrite)
                .dropWhile(m -> !m.makesChild())
                .toList();
        List<Trouble> troubles = new ArrayList<>();
        for (Disturbance disturbance : Disturbance.values()) {
            int skipped = disturbance == Disturbance.CHILDREN_DELETED ? 1 : 0;
            if (disturbance.isOfTheWorld() && writes.size() > skipped) {
                troubles.add(new AtRequest(writes.get(skipped), disturbance));
            }
        }
        return troubles;
    }

    /** A copy is made like any other restore, but for its names. */
    private static List<Trouble> ofACopy(List<Trouble> troubles) {
        return troubles.stream()
                .filter(t -> t instanceof AskedTwice || t instanceof LongName)
                .toList();
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
                        .map(t -> new Trial(cast, o, t)))
                .findFirst();
    }

    private Optional<Trouble> trouble(Operation operation, String name) {
        List<Trouble> known = new ArrayList<>(List.of(new NoTrouble()));
        known.addAll(standing(operation));
        known.addAll(KindMissing.of(cast));
        return known.stream().filter(t -> t.name().equals(name)).findFirst().or(() -> atRequest(name));
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
