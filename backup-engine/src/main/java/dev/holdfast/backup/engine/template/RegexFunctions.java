package dev.holdfast.backup.engine.template;

import static dev.holdfast.backup.engine.template.TemplateFunction.exactly;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Regular expressions in the syntax Go shares with Java; every character looked at is counted. */
final class RegexFunctions {
    private RegexFunctions() {}

    static List<TemplateFunction> all() {
        return List.of(
                exactly(2, "regexMatch", args -> run(args, 1, Matcher::find)),
                exactly(2, "regexFind", args -> run(args, 1, matcher -> matcher.find() ? matcher.group() : "")),
                exactly(3, "regexReplaceAll", args -> run(args, 1, matcher -> replaced(args, matcher))));
    }

    private static Object run(Arguments args, int text, Function<Matcher, Object> use) {
        Pattern pattern = RegexDialect.compile(args.string(0));
        try {
            return use.apply(pattern.matcher(new MeteredText(args.string(text), args.meter())));
        } catch (StackOverflowError e) {
            throw new EvaluationFailure("the regular expression is too expensive for this text");
        }
    }

    private static String replaced(Arguments args, Matcher matcher) {
        String text = args.string(1);
        BoundedText out = args.meter().newText();
        int last = 0;
        while (matcher.find()) {
            out.append(text.substring(last, matcher.start()));
            expand(args.string(2), matcher, text, out);
            last = matcher.end();
        }
        return out.append(text.substring(last)).toString();
    }

    /** Puts groups for $1, ${1}, $name and ${name}; unknown ones are empty, and $$ is a dollar sign. */
    private static void expand(String template, Matcher matcher, String text, BoundedText out) {
        int at = 0;
        while (at < template.length()) {
            int dollar = template.indexOf('$', at);
            if (dollar < 0 || dollar == template.length() - 1) {
                out.append(template.substring(at));
                return;
            }
            out.append(template.substring(at, dollar));
            boolean braces = template.charAt(dollar + 1) == '{';
            int start = dollar + (braces ? 2 : 1);
            int end = start;
            while (end < template.length() && isName(template.charAt(end))) {
                end++;
            }
            boolean closed = !braces || (end < template.length() && template.charAt(end) == '}');
            if (end == start || !closed) {
                out.append('$');
                at = dollar + (template.charAt(dollar + 1) == '$' ? 2 : 1);
            } else {
                group(template.substring(start, end), matcher, text, out);
                at = end + (braces ? 1 : 0);
            }
        }
    }

    private static void group(String name, Matcher matcher, String text, BoundedText out) {
        boolean number = name.chars().allMatch(c -> c >= '0' && c <= '9');
        if (number && (name.length() > 4 || Integer.parseInt(name) > matcher.groupCount())) {
            return;
        }
        int start;
        int end;
        try {
            start = number ? matcher.start(Integer.parseInt(name)) : matcher.start(name);
            end = number ? matcher.end(Integer.parseInt(name)) : matcher.end(name);
        } catch (IllegalArgumentException e) {
            return;
        }
        if (start >= 0) {
            out.append(text.substring(start, end));
        }
    }

    private static boolean isName(char c) {
        return c == '_' || (c < 0x80 && Character.isLetterOrDigit(c));
    }
}
