package dev.holdfast.backup.engine.template;

import java.util.ArrayList;
import java.util.List;

/** Splits a template at its delimiters, minding quotes, comments and trim markers. */
final class SegmentScanner {
    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";

    private final String source;
    private final List<Segment> segments = new ArrayList<>();
    private int position;
    private int line = 1;
    private boolean trimNext;

    private SegmentScanner(String source) {
        this.source = source;
    }

    static List<Segment> scan(String source) {
        SegmentScanner scanner = new SegmentScanner(source);
        while (scanner.position < source.length()) {
            scanner.text();
        }
        return scanner.segments;
    }

    private void text() {
        int open = source.indexOf(OPEN, position);
        int end = open < 0 ? source.length() : open;
        boolean trimEnd = open >= 0 && hasLeftMarker(open + OPEN.length());
        String text = source.substring(position, end);
        String kept = trimNext ? stripLeading(text) : text;
        kept = trimEnd ? stripTrailing(kept) : kept;
        if (!kept.isEmpty()) {
            segments.add(new Segment.Text(kept));
        }
        advance(end);
        trimNext = false;
        if (open >= 0) {
            action(open, open + OPEN.length() + (trimEnd ? 2 : 0));
        }
    }

    private void action(int open, int from) {
        boolean comment = source.startsWith("/*", from);
        int end = comment ? commentEnd(open, from) : codeEnd(open, from);
        boolean trim = end > from && isSpace(source.charAt(end)) && source.startsWith("-" + CLOSE, end + 1);
        int after = end + (trim ? 2 : 0) + CLOSE.length();
        if (!comment) {
            segments.add(new Segment.Action(origin(open, after), source.substring(from, end)));
        }
        advance(after);
        trimNext = trim;
    }

    /** Returns the place of the closing delimiter or of the white space that starts a trim marker. */
    private int codeEnd(int open, int from) {
        int at = from;
        while (at < source.length()) {
            char c = source.charAt(at);
            if (atClose(at)) {
                return at;
            }
            at = c == '"' || c == '\'' || c == '`' ? quoteEnd(open, at) : at + 1;
        }
        throw new LeafFailure(origin(open, source.length()), "the action is not closed with }}");
    }

    private int commentEnd(int open, int from) {
        int end = source.indexOf("*/", from + 2);
        if (end < 0) {
            throw new LeafFailure(origin(open, source.length()), "the comment is not closed with */");
        }
        if (!atClose(end + 2)) {
            throw new LeafFailure(origin(open, end + 2), "a comment must be followed at once by }} or by -}}");
        }
        return end + 2;
    }

    private int quoteEnd(int open, int start) {
        char quote = source.charAt(start);
        for (int at = start + 1; at < source.length(); at++) {
            char c = source.charAt(at);
            if (c == quote) {
                return at + 1;
            }
            if (quote != '`' && c == '\n') {
                break;
            }
            if (quote != '`' && c == '\\') {
                at++;
            }
        }
        throw new LeafFailure(
                origin(open, source.length()), "a quote (" + quote + ") is opened and not closed; balance the quotes");
    }

    private boolean atClose(int at) {
        return source.startsWith(CLOSE, at)
                || (at < source.length() && isSpace(source.charAt(at)) && source.startsWith("-" + CLOSE, at + 1));
    }

    private boolean hasLeftMarker(int at) {
        return at + 1 < source.length() && source.charAt(at) == '-' && isSpace(source.charAt(at + 1));
    }

    private Origin origin(int open, int end) {
        int shown = Math.min(end, open + 2 * TemplateProblem.MAX_ACTION);
        return new Origin(line, source.substring(open, shown));
    }

    private void advance(int to) {
        for (int i = position; i < to; i++) {
            if (source.charAt(i) == '\n') {
                line++;
            }
        }
        position = to;
    }

    static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    private static String stripLeading(String text) {
        int start = 0;
        while (start < text.length() && isSpace(text.charAt(start))) {
            start++;
        }
        return text.substring(start);
    }

    private static String stripTrailing(String text) {
        int end = text.length();
        while (end > 0 && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }
}
