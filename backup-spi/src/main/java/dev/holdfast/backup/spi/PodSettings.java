package dev.holdfast.backup.spi;

import java.util.Optional;

/**
 * How the Job of a {@code pod} stage treats its pods and its result.
 *
 * @param backoffLimit how often a failed pod is replaced; default 2, use 0 for tools that must not run twice
 * @param replaceOnlyFailed whether a new pod waits until the old one has ended, so that two never run at once; default true
 * @param resultContainer the container whose termination message is the result; default: the only one, else the first whose
 *     message is one
 * @param resultRequired whether a successful pod without a well-formed result fails the run as {@code ResultInvalid};
 *     default false
 * @param plannedUri where the artifact will be if the result does not say; a differing result wins and raises a warning
 */
public record PodSettings(
        int backoffLimit,
        boolean replaceOnlyFailed,
        Optional<String> resultContainer,
        boolean resultRequired,
        Optional<String> plannedUri) {

    /** Checks the bounds. */
    public PodSettings {
        if (backoffLimit < 0) {
            throw new IllegalArgumentException("backoffLimit must not be negative: " + backoffLimit);
        }
    }

    /** The defaults. */
    public static PodSettings defaults() {
        return new PodSettings(2, true, Optional.empty(), false, Optional.empty());
    }

    /** The same with another limit. */
    public PodSettings withBackoffLimit(int limit) {
        return new PodSettings(limit, replaceOnlyFailed, resultContainer, resultRequired, plannedUri);
    }

    /** The same, replacing pods as soon as they terminate ({@code false}) or only when they have failed ({@code true}). */
    public PodSettings withReplaceOnlyFailed(boolean only) {
        return new PodSettings(backoffLimit, only, resultContainer, resultRequired, plannedUri);
    }

    /** The same, reading the result of this container only. */
    public PodSettings withResultContainer(String container) {
        return new PodSettings(backoffLimit, replaceOnlyFailed, Optional.of(container), resultRequired, plannedUri);
    }

    /** The same, requiring a result. */
    public PodSettings withResultRequired(boolean required) {
        return new PodSettings(backoffLimit, replaceOnlyFailed, resultContainer, required, plannedUri);
    }

    /** The same, expecting the artifact at {@code uri}. */
    public PodSettings withPlannedUri(Optional<String> uri) {
        return new PodSettings(backoffLimit, replaceOnlyFailed, resultContainer, resultRequired, uri);
    }
}
