package dev.holdfast.backup.engine.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** Walks a tree and applies a language to its strings. Text without an opening delimiter never reaches the language. */
final class TreeTemplates implements TemplateEngine {
    private static final int MAX_DEPTH = 200;
    private static final int MAX_PROBLEMS = 100;

    private final LeafLanguage language;

    TreeTemplates(LeafLanguage language) {
        this.language = language;
    }

    @Override
    public JsonNode render(JsonNode tree, RenderContext context, RenderOptions options) {
        List<TemplateProblem> problems = new ArrayList<>();
        JsonNode rendered =
                walk(tree, "", 0, problems, (pointer, text) -> leaf(pointer, text, context, options, problems));
        if (!problems.isEmpty()) {
            throw new TemplateException(problems);
        }
        return rendered;
    }

    @Override
    public String renderString(String template, RenderContext context, RenderOptions options) {
        List<TemplateProblem> problems = new ArrayList<>();
        String rendered = leaf("", template, context, options, problems);
        if (!problems.isEmpty()) {
            throw new TemplateException(problems);
        }
        return rendered;
    }

    @Override
    public List<TemplateProblem> validate(JsonNode tree, Set<String> rootKeys) {
        List<TemplateProblem> problems = new ArrayList<>();
        walk(tree, "", 0, problems, (pointer, text) -> {
            try {
                add(problems, pointer, language.compile(text).unknownRoots(rootKeys));
            } catch (LeafFailure failure) {
                add(problems, pointer, failure.faults());
            }
            return text;
        });
        return List.copyOf(problems);
    }

    private String leaf(
            String pointer, String text, RenderContext context, RenderOptions options, List<TemplateProblem> problems) {
        if (!text.contains("{{")) {
            return text;
        }
        try {
            return language.compile(text).render(context, options);
        } catch (LeafFailure failure) {
            if (options.errors() == RenderOptions.Errors.FAIL) {
                add(problems, pointer, failure.faults());
            }
            return text;
        }
    }

    private static void add(List<TemplateProblem> problems, String pointer, List<Fault> faults) {
        for (Fault fault : faults) {
            if (problems.size() < MAX_PROBLEMS) {
                problems.add(fault.at(pointer));
            }
        }
    }

    private static JsonNode walk(
            JsonNode node,
            String pointer,
            int depth,
            List<TemplateProblem> problems,
            BiFunction<String, String, String> leaf) {
        if (depth > MAX_DEPTH) {
            Fault fault = new Fault(Origin.WHOLE, "the tree is nested deeper than " + MAX_DEPTH + " levels");
            add(problems, pointer, List.of(fault));
            return node;
        }
        if (node.isTextual()) {
            return TextNode.valueOf(leaf.apply(pointer, node.textValue()));
        }
        if (node.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(entry -> {
                String below = pointer + "/" + escaped(entry.getKey());
                copy.set(entry.getKey(), walk(entry.getValue(), below, depth + 1, problems, leaf));
            });
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < node.size(); i++) {
                copy.add(walk(node.get(i), pointer + "/" + i, depth + 1, problems, leaf));
            }
            return copy;
        }
        return node;
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }
}
