package dev.holdfast.backup.testkit.api;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The deny list: whatever no rule denies is allowed. Safe for use by many threads. */
public final class AccessList {

    private final List<AccessRule> rules = new CopyOnWriteArrayList<>();

    AccessList() {}

    /**
     * Denies from now on what the rule says.
     *
     * @param rule what to deny
     */
    public void deny(AccessRule rule) {
        rules.add(rule);
    }

    /**
     * Takes one rule back.
     *
     * @param rule a rule given to {@link #deny} before; others are ignored
     */
    public void allow(AccessRule rule) {
        rules.remove(rule);
    }

    boolean denies(String user, String verb, String group, String resource, String namespace) {
        return rules.stream().anyMatch(rule -> rule.matches(user, verb, group, resource, namespace));
    }

    Optional<ApiFailure> refusal(RequestInfo info) {
        RequestTarget target = info.target();
        String resource =
                target.subresource().isEmpty() ? target.resource() : target.resource() + "/" + target.subresource();
        if (!target.isResource() || !denies(info.user(), info.verb(), target.group(), resource, target.namespace())) {
            return Optional.empty();
        }
        String qualified = target.group().isEmpty() ? target.resource() : target.resource() + "." + target.group();
        String where = target.namespace().isEmpty()
                ? " at the cluster scope"
                : " in the namespace \"" + target.namespace() + "\"";
        String subject = target.name().isEmpty() ? "" : " \"" + target.name() + "\"";
        return Optional.of(ApiFailure.of(
                403,
                "Forbidden",
                qualified + subject + " is forbidden: User \"" + info.user() + "\" cannot " + info.verb()
                        + " resource \"" + resource + "\" in API group \"" + target.group() + "\"" + where));
    }
}
