package dev.holdfast.backup.engine.template;

/** Cuts text for messages. */
final class Shortened {
    private Shortened() {}

    /** Folds white space and control characters to single blanks and cuts to at most {@code limit} characters. */
    static String to(int limit, String text) {
        StringBuilder folded = new StringBuilder();
        for (int i = 0; i < text.length() && folded.length() <= limit; i++) {
            char c = text.charAt(i);
            boolean blank = Character.isWhitespace(c) || Character.isISOControl(c);
            if (!blank) {
                folded.append(c);
            } else if (folded.length() > 0 && folded.charAt(folded.length() - 1) != ' ') {
                folded.append(' ');
            }
        }
        if (folded.length() <= limit) {
            return folded.toString();
        }
        int cut = limit - 1;
        boolean splitsPair = Character.isHighSurrogate(folded.charAt(cut - 1));
        return folded.substring(0, splitsPair ? cut - 1 : cut) + "…";
    }
}
