package dev.holdfast.backup.engine.pod;

/**
 * Shortens texts to a number of bytes in UTF-8, as the API server counts them, without ever cutting a character in two. What
 * was cut off is shown as an ellipsis, which is part of the number.
 */
public final class Clip {

    private static final String ELLIPSIS = "…";
    private static final int ELLIPSIS_BYTES = 3;

    private Clip() {}

    /** The first {@code maxBytes} bytes at most. */
    public static String keepStart(String text, int maxBytes) {
        if (fits(text, maxBytes)) {
            return text;
        }
        int left = maxBytes - ELLIPSIS_BYTES;
        int end = 0;
        while (end < text.length() && (left -= bytes(text.codePointAt(end))) >= 0) {
            end += Character.charCount(text.codePointAt(end));
        }
        return maxBytes < ELLIPSIS_BYTES ? "" : text.substring(0, end) + ELLIPSIS;
    }

    /** The last {@code maxBytes} bytes at most; of a log, the end says most. */
    public static String keepEnd(String text, int maxBytes) {
        if (fits(text, maxBytes)) {
            return text;
        }
        int left = maxBytes - ELLIPSIS_BYTES;
        int start = text.length();
        while (start > 0 && (left -= bytes(text.codePointBefore(start))) >= 0) {
            start -= Character.charCount(text.codePointBefore(start));
        }
        return maxBytes < ELLIPSIS_BYTES ? "" : ELLIPSIS + text.substring(start);
    }

    /** How many bytes the text has in UTF-8. */
    static int bytes(String text) {
        return text.codePoints().map(Clip::bytes).sum();
    }

    private static boolean fits(String text, int maxBytes) {
        return bytes(text) <= maxBytes;
    }

    private static int bytes(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return codePoint < 0x10000 ? 3 : 4;
    }
}
