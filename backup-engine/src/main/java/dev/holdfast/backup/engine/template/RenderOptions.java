package dev.holdfast.backup.engine.template;

import java.util.Map;
import java.util.Set;

/**
 * How a render treats missing values and errors.
 *
 * @param missing what printing a missing or null value does
 * @param errors what a failing template does
 * @param lenientRoots root keys below which a missing value prints {@code <no value>} even when {@code missing} is
 *     {@link Missing#FAIL}; {@code Backup} while a backup runs, because shipped scripts name it in their restore branch
 */
public record RenderOptions(Missing missing, Errors errors, Set<String> lenientRoots) {
    /** Strategy annotation; the value {@code ignore} restores the reference behaviour. */
    public static final String ERRORS_ANNOTATION = "backups.cozystack.io/template-errors";

    /** What printing a missing or null value does. */
    public enum Missing {
        /** It is an error. */
        FAIL,
        /** It prints {@code <no value>}. */
        NO_VALUE
    }

    /** What a failing template does. */
    public enum Errors {
        /** It is reported with all others in one {@link TemplateException}. */
        FAIL,
        /** Its text stays as it was. */
        KEEP_RAW
    }

    /** Copies the set. */
    public RenderOptions {
        lenientRoots = Set.copyOf(lenientRoots);
    }

    /** Returns the default: errors and printed missing values fail, nothing is exempt. */
    public static RenderOptions strict() {
        return new RenderOptions(Missing.FAIL, Errors.FAIL, Set.of());
    }

    /** Returns the reference behaviour: failing templates stay raw, missing values print {@code <no value>}. */
    public static RenderOptions reference() {
        return new RenderOptions(Missing.NO_VALUE, Errors.KEEP_RAW, Set.of());
    }

    /** Returns {@link #reference()} if the strategy's annotations ask for it, {@link #strict()} otherwise. */
    public static RenderOptions forAnnotations(Map<String, String> annotations) {
        return "ignore".equals(annotations.get(ERRORS_ANNOTATION)) ? reference() : strict();
    }

    /** Returns a copy with other lenient roots. */
    public RenderOptions withLenientRoots(Set<String> roots) {
        return new RenderOptions(missing, errors, roots);
    }

    /** Returns a copy with another rule for missing values. */
    public RenderOptions withMissing(Missing rule) {
        return new RenderOptions(rule, errors, lenientRoots);
    }

    /** Returns a copy with another rule for errors. */
    public RenderOptions withErrors(Errors rule) {
        return new RenderOptions(missing, rule, lenientRoots);
    }
}
