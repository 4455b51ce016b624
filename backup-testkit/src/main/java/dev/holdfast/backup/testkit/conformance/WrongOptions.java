package dev.holdfast.backup.testkit.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** A restore is asked for with options that are not right. */
record WrongOptions(String name, JsonNode options, Outcome outcome) implements Trouble {

    /** All that can be made of the right ones. */
    static List<Trouble> of(DriverSubject subject) {
        List<Trouble> wrong = new ArrayList<>();
        boolean free = subject.driver().descriptor().freeFormOptions();
        Outcome refused = free ? Outcome.ANY : Outcome.FAILS;
        ObjectNode right = subject.options().deepCopy();
        wrong.add(new WrongOptions("option unknown", right.deepCopy().put("noSuchOption", "x"), refused));
        right.fieldNames().forEachRemaining(key -> {
            ObjectNode odd = right.deepCopy();
            odd.putObject(key).put("not", "expected");
            wrong.add(new WrongOptions("option malformed: " + key, odd, refused));
            wrong.add(
                    new WrongOptions("option missing: " + key, right.deepCopy().without(key), Outcome.ANY));
        });
        subject.wrongOptions().forEach(o -> wrong.add(new WrongOptions("options wrong: " + o, o, Outcome.FAILS)));
        return wrong;
    }

    @Override
    public Rule rule() {
        return Rule.OPTIONS;
    }

    @Override
    public Order order(Order order) {
        return order.options(options);
    }
}
