package dev.holdfast.backup.api;

import org.jspecify.annotations.Nullable;

/** The rule for the group of application references that leave it out. */
public final class ApplicationGroups {

    /** Group meant where an application reference has none. */
    public static final String DEFAULT = "apps.cozystack.io";

    private ApplicationGroups() {}

    /** Returns the given group, or {@link #DEFAULT} for null and the empty string. */
    public static String normalise(@Nullable String group) {
        return group == null || group.isEmpty() ? DEFAULT : group;
    }
}
