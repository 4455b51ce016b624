package dev.holdfast.backup.testkit.conformance;

/**
 * A rule that was broken.
 *
 * @param rule which
 * @param what was seen
 */
public record Violation(Rule rule, String what) {

    /** For reports. */
    @Override
    public String toString() {
        return rule + " (" + rule.words() + "): " + what;
    }
}
