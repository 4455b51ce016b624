package dev.holdfast.backup.engine.storage;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of an S3 service.
 *
 * @param tls whether it is spoken to over https
 * @param host name or address, lower case; IPv6 addresses keep their brackets
 * @param port 1 to 65535
 * @param path empty, or a path that starts with "/" and does not end with it
 */
public record StoreEndpoint(boolean tls, String host, int port, String path) {

    private static final Pattern FORM = Pattern.compile("(?:(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://)?"
            + "(?<host>\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)"
            + "(?::(?<port>[0-9]{1,5}))?(?<path>(?:/[A-Za-z0-9._~-]*)*)");

    /**
     * Reads {@code [http[s]://]host[:port][/path]}. Without a scheme it is https; without a port 443 or 80.
     *
     * @throws IllegalArgumentException for any other form, among them user information and queries; the message does
     *     not repeat the text, which may hold a secret
     */
    public static StoreEndpoint parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "the store endpoint must look like https://host:port, without user name, query or fragment");
        }
        String scheme =
                form.group("scheme") == null ? "https" : form.group("scheme").toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("the store endpoint must use http or https");
        }
        boolean tls = scheme.equals("https");
        int port = form.group("port") == null ? (tls ? 443 : 80) : Integer.parseInt(form.group("port"));
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("the port of the store endpoint must be 1 to 65535");
        }
        return new StoreEndpoint(
                tls, form.group("host").toLowerCase(Locale.ROOT), port, withoutTrailingSlash(form.group("path")));
    }

    private static String withoutTrailingSlash(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    /** The complete URL. */
    @Override
    public String toString() {
        return (tls ? "https://" : "http://") + host + ":" + port + path;
    }
}
