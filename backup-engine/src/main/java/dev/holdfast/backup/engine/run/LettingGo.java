package dev.holdfast.backup.engine.run;

import java.util.List;

/**
 * Gives back what a settled run holds: first suspended reconcilers get their values back, then the locks go. It may be repeated, and done
 * by two at a time: what is suspended is known by its mark. Stateless but for its parts.
 */
final class LettingGo {

    private final EngineParts parts;

    LettingGo(EngineParts parts) {
        this.parts = parts;
    }

    /** Returns what is left, in words; while something is, the locks stay. */
    List<String> letGo(Journal journal) {
        List<String> left = unsuspend(journal);
        if (left.isEmpty()) {
            parts.journals().release(journal);
        }
        return left;
    }

    /** Last one first. Returns what is left, in words. */
    List<String> unsuspend(Journal journal) {
        return new Suspending(parts, interest -> {}).release(journal.run().holds(), hold -> {});
    }
}
