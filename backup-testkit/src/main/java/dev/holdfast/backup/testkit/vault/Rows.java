package dev.holdfast.backup.testkit.vault;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The content of a volume or an artifact. */
record Rows(SortedMap<String, String> values) {

    static final Rows NONE = new Rows(Collections.emptySortedMap());

    Rows {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    Rows with(String key, String value) {
        SortedMap<String, String> more = new TreeMap<>(values);
        more.put(key, value);
        return new Rows(more);
    }

    long sizeBytes() {
        return bytes().length;
    }

    /** Tells contents apart, whoever holds them. */
    String digest() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes());
            return "sha256:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Reads what {@link #bytes} wrote. */
    static Rows of(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        List<String> words = new ArrayList<>();
        for (int at = 0; at < text.length(); ) {
            int from = text.indexOf(':', at) + 1;
            int to = from + Integer.parseInt(text.substring(at, from - 1));
            words.add(text.substring(from, to));
            at = to;
        }
        SortedMap<String, String> values = new TreeMap<>();
        for (int i = 0; i < words.size(); i += 2) {
            values.put(words.get(i), words.get(i + 1));
        }
        return new Rows(values);
    }

    byte[] bytes() {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> row : values.entrySet()) {
            // Lengths in front keep apart what would read alike.
            text.append(row.getKey().length()).append(':').append(row.getKey());
            text.append(row.getValue().length()).append(':').append(row.getValue());
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
