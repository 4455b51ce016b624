package dev.holdfast.backup.testkit.conformance;

import dev.holdfast.backup.testkit.api.RequestInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All that may befall the runs of a subject. */
final class Troubles {

    private static final Pattern AT_REQUEST = Pattern.compile("(.+?)(?: \\((\\d+)\\))?: ([A-Z_0-9]+)");

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
        for (Moment moment : Moment.of(requests)) {
            for (Disturbance disturbance : Disturbance.values()) {
                if (disturbance.appliesTo(moment)) {
                    troubles.add(new AtRequest(moment, disturbance));
                }
            }
        }
        return troubles;
    }

    /** Those that do not depend on the requests that a run makes. */
    private List<Trouble> standing(Operation operation) {
        return List.of(new AskedTwice());
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
