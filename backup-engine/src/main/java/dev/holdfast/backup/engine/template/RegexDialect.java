package dev.holdfast.backup.engine.template;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Translates Go's regular expressions to Java's. What only one of them knows (look-around, back references, possessive
 * repeats) is refused, as are repeats of counted repeats, whose cost multiplies.
 */
final class RegexDialect {
    private static final int MAX_LENGTH = 1000;
    private static final int MAX_GROUPS = 50;
    private static final String ESCAPES = "dDwWsSbBAzntrfvaQEpPx";

    private final String source;
    private final StringBuilder java = new StringBuilder();
    private final Deque<Boolean> outerCounted = new ArrayDeque<>();
    private boolean counted;
    private boolean groupWasCounted;
    private boolean afterRepeat;
    private boolean multiline;
    private int position;

    private RegexDialect(String source) {
        this.source = source;
    }

    static Pattern compile(String source) {
        if (source.length() > MAX_LENGTH) {
            throw refused("it is longer than " + MAX_LENGTH + " characters");
        }
        RegexDialect dialect = new RegexDialect(source);
        while (dialect.position < source.length()) {
            dialect.next();
        }
        try {
            return Pattern.compile(dialect.java.toString(), Pattern.UNIX_LINES);
        } catch (PatternSyntaxException e) {
            throw refused(e.getDescription());
        }
    }

    private static EvaluationFailure refused(String reason) {
        return new EvaluationFailure("bad regular expression: " + reason);
    }

    private void next() {
        char c = source.charAt(position);
        if (c == '*' || c == '+' || c == '?' || atCount()) {
            repeat(c);
            return;
        }
        afterRepeat = false;
        switch (c) {
            case '\\' -> escape();
            case '[' -> set();
            case '(' -> open();
            case ')' -> {
                groupWasCounted = counted;
                counted = counted || (!outerCounted.isEmpty() && outerCounted.pop());
                keep(1);
                return;
            }
            case '$' -> {
                java.append(multiline ? "$" : "\\z");
                position++;
            }
            case '{' -> {
                java.append("\\{");
                position++;
            }
            default -> keep(1);
        }
        groupWasCounted = false;
    }

    private boolean atCount() {
        if (source.charAt(position) != '{') {
            return false;
        }
        int close = source.indexOf('}', position);
        return close > 0 && source.substring(position, close + 1).matches("\\{[0-9]{1,4}(,[0-9]{0,4})?}");
    }

    private void repeat(char c) {
        if (afterRepeat) {
            throw refused("a repeat of a repeat");
        }
        if (c == '{') {
            if (groupWasCounted) {
                throw refused("a counted repeat inside a counted repeat");
            }
            counted = true;
            keep(source.indexOf('}', position) + 1 - position);
        } else {
            keep(1);
        }
        if (position < source.length() && source.charAt(position) == '?') {
            keep(1);
        }
        afterRepeat = true;
    }

    private void escape() {
        char c = position + 1 < source.length() ? source.charAt(position + 1) : ' ';
        if (Character.isLetterOrDigit(c) && ESCAPES.indexOf(c) < 0) {
            throw refused("the escape \\" + c + " is not supported");
        }
        if (c == 'v') {
            java.append("\\x0B");
            position += 2;
        } else if (c == 's' || c == 'S') {
            java.append(c == 's' ? "[\\t\\n\\f\\r ]" : "[^\\t\\n\\f\\r ]");
            position += 2;
        } else if (c == 'Q') {
            int end = source.indexOf("\\E", position);
            keep((end < 0 ? source.length() : end + 2) - position);
        } else {
            keep(2);
        }
    }

    private void open() {
        if (outerCounted.size() >= MAX_GROUPS) {
            throw refused("groups are nested too deeply");
        }
        outerCounted.push(counted);
        counted = false;
        if (!source.startsWith("(?", position)) {
            keep(1);
        } else if (source.startsWith("(?P<", position) || source.startsWith("(?<", position)) {
            name();
        } else {
            flags();
        }
    }

    private void name() {
        int start = source.indexOf('<', position) + 1;
        int end = source.indexOf('>', start);
        if (end < 0 || !source.substring(start, end).matches("[A-Za-z][A-Za-z0-9]*")) {
            throw refused("group names are letters and digits; look-behind is not supported");
        }
        java.append("(?<").append(source, start, end + 1);
        position = end + 1;
    }

    private void flags() {
        int end = position + 2;
        while (end < source.length() && "ims-".indexOf(source.charAt(end)) >= 0) {
            end++;
        }
        char last = end < source.length() ? source.charAt(end) : ' ';
        if (last != ':' && last != ')') {
            throw refused("only groups (…), (?:…), (?P<name>…) and the flags i, m, s are supported");
        }
        String flags = source.substring(position + 2, end);
        int minus = flags.indexOf('-');
        multiline = multiline || (minus < 0 ? flags : flags.substring(0, minus)).contains("m");
        keep(end + 1 - position);
        if (last == ')') {
            counted = outerCounted.pop();
        }
    }

    private void set() {
        keep(1);
        if (position < source.length() && source.charAt(position) == '^') {
            keep(1);
        }
        boolean first = true;
        while (position < source.length() && (first || source.charAt(position) != ']')) {
            member(source.charAt(position));
            first = false;
        }
        if (position < source.length()) {
            keep(1);
        }
    }

    private void member(char c) {
        if (c == '[' && source.startsWith("[:", position)) {
            named();
        } else if (c == '\\') {
            escape();
        } else if (c == '[' || c == '&' || c == ']' || c == '^') {
            java.append('\\');
            keep(1);
        } else {
            keep(1);
        }
    }

    private void named() {
        int end = source.indexOf(":]", position);
        String name = end < 0 ? "" : source.substring(position + 2, end);
        String known =
                switch (name) {
                    case "alpha" -> "A-Za-z";
                    case "digit" -> "0-9";
                    case "alnum" -> "0-9A-Za-z";
                    case "lower" -> "a-z";
                    case "upper" -> "A-Z";
                    case "xdigit" -> "0-9A-Fa-f";
                    case "space" -> "\\t\\n\\x0B\\f\\r ";
                    case "word" -> "0-9A-Za-z_";
                    default -> throw refused("the class [:" + name + ":] is not supported");
                };
        java.append(known);
        position = end + 2;
    }

    private void keep(int count) {
        int end = Math.min(source.length(), position + count);
        java.append(source, position, end);
        position = end;
    }
}
