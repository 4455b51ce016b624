package dev.holdfast.backup.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Makes names and label values that fit. What fits already stays as it is; anything else is cut and gets a dash and
 * ten hex digits of the SHA-256 of the whole original, so that two originals never meet by being cut. Pure functions.
 */
public final class Names {

    /** Longest DNS label, and longest label value. */
    public static final int MAX_LABEL = 63;

    /** Longest object name. */
    public static final int MAX_NAME = 253;

    private static final int HASH_DIGITS = 10;
    private static final int SUFFIX = HASH_DIGITS + 1;
    private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
    private static final Pattern LABEL_VALUE = Pattern.compile("([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?");
    private static final Pattern NOT_IN_DNS_LABEL = Pattern.compile("[^-a-z0-9]");
    private static final Pattern NOT_IN_LABEL_VALUE = Pattern.compile("[^-A-Za-z0-9_.]");
    private static final Pattern EDGES = Pattern.compile("^[^A-Za-z0-9]+|[^A-Za-z0-9]+$");

    private Names() {}

    /**
     * Returns the name itself if it has at most {@code max} characters, else its beginning with a hash. The result
     * of a valid object name is a valid object name; dots in it stay.
     *
     * @throws IllegalArgumentException if {@code max} leaves no room for one character and a hash
     */
    public static String shortened(String base, int max) {
        requireRoom(max);
        return base.length() <= max ? base : hashed(base, base, max);
    }

    /**
     * Returns the name itself if it is a DNS label of at most {@code max} characters, else a DNS label made from it
     * with a hash: lower case, with dashes for dots and everything else a label cannot hold.
     *
     * @throws IllegalArgumentException if {@code max} leaves no room for one character and a hash
     */
    public static String dnsLabel(String base, int max) {
        requireRoom(max);
        if (base.length() <= max && DNS_LABEL.matcher(base).matches()) {
            return base;
        }
        String readable =
                NOT_IN_DNS_LABEL.matcher(base.toLowerCase(Locale.ROOT)).replaceAll("-");
        return hashed(readable, base, max);
    }

    /** Returns the value itself if it is a valid label value, else a valid one made from it with a hash. */
    public static String labelValue(String value) {
        if (value.length() <= MAX_LABEL && LABEL_VALUE.matcher(value).matches()) {
            return value;
        }
        return hashed(NOT_IN_LABEL_VALUE.matcher(value).replaceAll("-"), value, MAX_LABEL);
    }

    private static String hashed(String readable, String original, int max) {
        String start = trimmed(readable);
        String cut = trimmed(start.substring(0, Math.min(start.length(), max - SUFFIX)));
        return cut.isEmpty() ? hash(original) : cut + "-" + hash(original);
    }

    private static String trimmed(String text) {
        return EDGES.matcher(text).replaceAll("");
    }

    private static String hash(String original) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(original.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("This Java runtime lacks SHA-256, which every runtime must have", missing);
        }
    }

    private static void requireRoom(int max) {
        if (max <= SUFFIX) {
            throw new IllegalArgumentException(
                    "max is " + max + ", but a shortened name needs at least " + (SUFFIX + 1));
        }
    }
}
