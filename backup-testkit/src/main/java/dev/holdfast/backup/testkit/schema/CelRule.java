package dev.holdfast.backup.testkit.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** One entry of {@code x-kubernetes-validations}. Thread safe; expressions are compiled on first use and kept. */
final class CelRule {

    private final JsonNode source;
    private final Map<String, Compiled> compiled = new ConcurrentHashMap<>();

    private CelRule(JsonNode source) {
        this.source = source;
    }

    /** A runnable expression and whether it looks at the former value; or, without a program, why it does not compile. */
    private record Compiled(Optional<CelRuntime.Program> program, boolean usesOldSelf, String problem) {}

    static List<CelRule> listOf(JsonNode sources) {
        List<CelRule> rules = new ArrayList<>();
        sources.forEach(source -> rules.add(new CelRule(source)));
        return List.copyOf(rules);
    }

    /** True for a transition rule. */
    boolean usesOldSelf() {
        return compile(text("rule")).usesOldSelf();
    }

    /** True if a transition rule is also evaluated when there is no former value. */
    boolean optionalOldSelf() {
        return source.path("optionalOldSelf").asBoolean(false);
    }

    String reason() {
        return text("reason");
    }

    /** Path of the field to blame, relative to where the rule stands; empty for that place itself. */
    String fieldPath() {
        return text("fieldPath").replaceFirst("^\\.", "");
    }

    /** The message that stands for the rule when it fails. */
    String message(Map<String, Object> variables) {
        if (!text("messageExpression").isEmpty()) {
            try {
                if (evaluate(text("messageExpression"), variables) instanceof String message && !message.isBlank()) {
                    return message;
                }
            } catch (CelEvaluationException e) {
                // As on the API server, a message expression that fails gives way to the fixed message.
                return fixedMessage();
            }
        }
        return fixedMessage();
    }

    /** Name of the rule in messages about its evaluation. */
    String label() {
        return text("message").isEmpty() ? text("rule") : text("message");
    }

    /** Why the rule does not compile; empty if it does. */
    String problem() {
        return compile(text("rule")).problem();
    }

    boolean holds(Map<String, Object> variables) throws CelEvaluationException {
        return Boolean.TRUE.equals(evaluate(text("rule"), variables));
    }

    private Object evaluate(String expression, Map<String, Object> variables) throws CelEvaluationException {
        Compiled runnable = compile(expression);
        if (runnable.program().isEmpty()) {
            throw new CelEvaluationException(runnable.problem());
        }
        return runnable.program().get().eval(variables);
    }

    private Compiled compile(String expression) {
        return compiled.computeIfAbsent(expression, CelRule::compileNow);
    }

    private static Compiled compileNow(String expression) {
        try {
            CelAbstractSyntaxTree tree = RuleLanguage.CEL.compile(expression).getAst();
            boolean usesOldSelf = tree.getReferenceMap().values().stream()
                    .anyMatch(reference -> reference.name().equals(RuleLanguage.OLD_SELF));
            return new Compiled(Optional.of(RuleLanguage.CEL.createProgram(tree)), usesOldSelf, "");
        } catch (CelValidationException | CelEvaluationException e) {
            return new Compiled(Optional.empty(), false, String.valueOf(e.getMessage()));
        }
    }

    private String fixedMessage() {
        return text("message").isEmpty() ? "failed rule: " + text("rule") : text("message");
    }

    private String text(String name) {
        return source.path(name).asText("").strip();
    }
}
