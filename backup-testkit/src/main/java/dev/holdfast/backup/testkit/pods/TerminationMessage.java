package dev.holdfast.backup.testkit.pods;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** What a container leaves behind as its last words, cut to the kubelet's limits. */
final class TerminationMessage {
    private static final int FILE_BYTES = 4096;
    private static final int LOG_BYTES = 2048;
    private static final int LOG_LINES = 80;

    private TerminationMessage() {}

    /** The end of the message file; of the log when the file is empty, the run failed and the policy allows it. */
    static String of(String file, String log, int exitCode, String policy) {
        if (!file.isEmpty() || exitCode == 0 || !policy.equals("FallbackToLogsOnError")) {
            return lastBytes(file, FILE_BYTES);
        }
        return lastBytes(lastLines(log, LOG_LINES), LOG_BYTES);
    }

    /** The last lines of a text, whether or not it ends with a line feed. */
    static String lastLines(String text, int lines) {
        if (lines <= 0) {
            return "";
        }
        int from = text.endsWith("\n") ? text.length() - 1 : text.length();
        for (int line = 0; line < lines; line++) {
            from = text.lastIndexOf('\n', from - 1);
            if (from <= 0) {
                return from == 0 && line == lines - 1 ? text.substring(1) : text;
            }
        }
        return text.substring(from + 1);
    }

    private static String lastBytes(String text, int limit) {
        byte[] bytes = text.getBytes(UTF_8);
        if (bytes.length <= limit) {
            return text;
        }
        int from = bytes.length - limit;
        while (from < bytes.length && (bytes[from] & 0xC0) == 0x80) {
            from++;
        }
        return new String(Arrays.copyOfRange(bytes, from, bytes.length), UTF_8);
    }
}
