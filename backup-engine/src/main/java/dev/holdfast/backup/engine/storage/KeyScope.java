package dev.holdfast.backup.engine.storage;

import java.util.Optional;

/**
 * Decides which keys lie below a declared prefix. The prefix is a folder: {@code a/b/} holds {@code a/b/c}, but neither
 * {@code a/bc} nor itself.
 *
 * @param prefix empty for the whole bucket, else ends with "/"
 */
record KeyScope(String prefix) {

    /** Why an object of this key may not be touched; empty when it may. */
    Optional<String> refusalOfKey(String key) {
        if (key.isEmpty() || key.equals(prefix)) {
            return Optional.of("the key of an object is missing; only " + described() + " may be used");
        }
        return refusalOfPrefix(key);
    }

    /** Why this prefix may not be listed; empty when it may. */
    Optional<String> refusalOfPrefix(String text) {
        if (!text.startsWith(prefix)) {
            return Optional.of("the key " + text + " lies outside " + described());
        }
        if (hasDotSegment(text)) {
            return Optional.of("the key " + text + " holds a \".\" or \"..\" segment, which servers read differently");
        }
        return text.codePoints().anyMatch(Character::isISOControl)
                ? Optional.of("the key holds a control character")
                : Optional.empty();
    }

    /** Why everything below this prefix may not be deleted; empty when it may. */
    Optional<String> refusalOfDeletingBelow(String text) {
        if (text.isEmpty() || text.chars().allMatch(c -> c == '/')) {
            return Optional.of("deleting a whole bucket is not offered; name a folder in it");
        }
        if (!text.endsWith("/")) {
            return Optional.of("the prefix " + text + " does not end with \"/\": it would also delete its neighbours");
        }
        return refusalOfPrefix(text);
    }

    private String described() {
        return prefix.isEmpty() ? "keys of this bucket" : "keys below the declared prefix " + prefix;
    }

    private static boolean hasDotSegment(String text) {
        for (String segment : text.split("/", -1)) {
            if (segment.equals(".") || segment.equals("..")) {
                return true;
            }
        }
        return false;
    }
}
