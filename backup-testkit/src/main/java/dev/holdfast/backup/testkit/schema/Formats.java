package dev.holdfast.backup.testkit.schema;

import com.google.re2j.Pattern;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.function.Predicate;

/** String formats the API server enforces; any other format is ignored, as there. */
final class Formats {

    private static final String HEX = "[0-9a-f]";
    private static final Map<String, Predicate<String>> CHECKS = Map.of(
            "date-time",
                    matching("\\d{4}-\\d{2}-\\d{2}[tT]([01]\\d|2[0-3]):[0-5]\\d:([0-5]\\d|60)(\\.\\d+)?"
                            + "([zZ]|[+-]([01]\\d|2[0-3]):?[0-5]\\d)"),
            "date", matching("\\d{4}-(0\\d|1[0-2])-([0-2]\\d|3[01])"),
            "byte", matching("([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})"),
            "uuid", matching("(?i)" + HEX + "{8}-?" + HEX + "{4}-?" + HEX + "{4}-?" + HEX + "{4}-?" + HEX + "{12}"),
            "ipv4", matching("((25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(25[0-5]|2[0-4]\\d|1?\\d?\\d)"),
            "hostname", matching("(?i)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.?"),
            "duration", matching("-?(\\d+(\\.\\d+)? ?(ns|us|µs|ms|s|m|h|d|w))+|0"),
            "email", matching("[^@\\s]+@[^@\\s]+"),
            "uri", Formats::absoluteUri);

    private Formats() {}

    static boolean valid(String format, String value) {
        return CHECKS.getOrDefault(format, any -> true).test(value);
    }

    /** An absolute URI or an absolute path. */
    static boolean absoluteUri(String value) {
        try {
            URI uri = new URI(value);
            return uri.isAbsolute() || value.startsWith("/");
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static Predicate<String> matching(String pattern) {
        Pattern compiled = Pattern.compile(pattern);
        return compiled::matches;
    }
}
