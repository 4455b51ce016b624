package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The label selector language: {@code a=b,c!=d,e,!f,g in (h,i),j notin (k),l>3,m<4}. */
final class LabelSelector {

    private static final Pattern SET = Pattern.compile("(\\S+)\\s+(in|notin)\\s*\\(([^)]*)\\)");
    private static final Pattern PAIR = Pattern.compile("([^\\s=!<>]+)\\s*(==|=|!=|>|<)\\s*(\\S*)");
    private static final Pattern PRESENCE = Pattern.compile("(!?)\\s*([^\\s=!<>()]+)");

    private LabelSelector() {}

    /** A test of a whole object. */
    static Predicate<JsonNode> parse(String selector) {
        Predicate<JsonNode> all = labels -> true;
        for (String term : terms(selector)) {
            all = all.and(term(term.trim()));
        }
        Predicate<JsonNode> test = all;
        return object -> test.test(Json.at(object, "metadata", "labels"));
    }

    private static List<String> terms(String selector) {
        List<String> out = new ArrayList<>();
        int depth = 0;
        StringBuilder term = new StringBuilder();
        for (char c : selector.toCharArray()) {
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                out.add(term.toString());
                term.setLength(0);
            } else {
                term.append(c);
            }
        }
        out.add(term.toString());
        out.removeIf(String::isBlank);
        return out;
    }

    private static Predicate<JsonNode> term(String term) {
        Matcher set = SET.matcher(term);
        if (set.matches()) {
            return inSet(set.group(1), set.group(2).equals("in"), values(set.group(3)));
        }
        Matcher pair = PAIR.matcher(term);
        if (pair.matches()) {
            return compared(pair.group(1), pair.group(2), pair.group(3));
        }
        Matcher presence = PRESENCE.matcher(term);
        if (presence.matches()) {
            boolean wanted = presence.group(1).isEmpty();
            String key = presence.group(2);
            return labels -> labels.has(key) == wanted;
        }
        throw ApiFailure.badRequest("unable to parse requirement: " + term);
    }

    private static Set<String> values(String list) {
        return Arrays.stream(list.split(",")).map(String::trim).collect(Collectors.toSet());
    }

    private static Predicate<JsonNode> inSet(String key, boolean wanted, Set<String> values) {
        return labels -> wanted == (labels.has(key) && values.contains(Json.text(labels, key)));
    }

    private static Predicate<JsonNode> compared(String key, String operator, String value) {
        return switch (operator) {
            case "!=" -> labels -> !labels.has(key) || !Json.text(labels, key).equals(value);
            case ">", "<" -> {
                long bound = Long.parseLong(value);
                int sign = operator.equals(">") ? 1 : -1;
                yield labels -> isNumber(Json.text(labels, key))
                        && Long.compare(Long.parseLong(Json.text(labels, key)), bound) == sign;
            }
            default -> labels -> labels.has(key) && Json.text(labels, key).equals(value);
        };
    }

    private static boolean isNumber(String text) {
        return text.matches("-?\\d{1,18}");
    }
}
