package dev.holdfast.backup.engine.run;

import java.util.ArrayList;
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
        List<String> left = new ArrayList<>(unsuspend(journal));
        if (left.isEmpty()) {
            parts.journals().release(journal);
        }
        return left;
    }

    /** Last one first. Returns what is left, in words. */
    List<String> unsuspend(Journal journal) {
        Suspending suspending = new Suspending(parts, interest -> {});
        List<Hold> holds = journal.run().holds();
        List<String> left = new ArrayList<>();
        for (int i = holds.size() - 1; i >= 0; i--) {
            if (!suspending.release(holds.get(i))) {
                left.add(holds.get(i) + " (its kind is not served at the moment)");
            }
        }
        return left;
    }
}
