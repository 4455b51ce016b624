package dev.holdfast.backup.engine.redact;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The texts as which one secret value shows up in logs and messages. */
final class SecretForms {

    /** Shorter lines of a value of several lines are words such as {@code users:}. */
    private static final int MIN_LINE_LENGTH = 8;

    private static final Pattern PERCENT_CODE = Pattern.compile("%[0-9A-F]{2}");

    private SecretForms() {}

    static Set<String> of(String value) {
        Set<String> forms = new LinkedHashSet<>();
        addEncodings(value, forms);
        // A Secret made from a file ends in a newline that the tool strips before it logs the value.
        addEncodings(value.strip(), forms);
        longLines(value).forEach(line -> addEncodings(line, forms));
        return forms;
    }

    /** The longer lines of a value of several: logs are cut by lines, so a private key may show up without its first ones. */
    private static List<String> longLines(String value) {
        if (value.strip().lines().count() < 2) {
            return List.of();
        }
        return value.lines()
                .map(String::strip)
                .filter(l -> l.length() >= MIN_LINE_LENGTH)
                .toList();
    }

    private static void addEncodings(String value, Set<String> forms) {
        // The bound is for the value: the base64 of two characters has four and would be masked in innocent words.
        if (value.length() < Redactor.MIN_LENGTH) {
            return;
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        forms.add(value);
        forms.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
        forms.add(Base64.getEncoder().encodeToString(bytes));
        forms.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        forms.add(Base64.getUrlEncoder().encodeToString(bytes));
        forms.add(new String(JsonStringEncoder.getInstance().quoteAsString(value)));
        forms.addAll(urlEncodings(value));
    }

    /** As form field, as path segment and as path, with upper and lower case codes. */
    private static List<String> urlEncodings(String value) {
        String field = URLEncoder.encode(value, StandardCharsets.UTF_8);
        String segment = field.replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
        List<String> forms = new ArrayList<>();
        for (String form : List.of(field, field.replace("+", "%20"), segment, segment.replace("%2F", "/"))) {
            forms.add(form);
            forms.add(PERCENT_CODE.matcher(form).replaceAll(m -> m.group().toLowerCase(Locale.ROOT)));
        }
        return forms;
    }
}
