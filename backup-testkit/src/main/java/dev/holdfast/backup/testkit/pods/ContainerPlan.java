package dev.holdfast.backup.testkit.pods;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything needed to start one container, free of effects and of this machine's paths (except the image's).
 *
 * @param argv command and arguments, expanded; never empty
 * @param environment the pod's own variables; the launcher adds PATH, HOME and TMPDIR where the pod sets none
 * @param workingDirectory as the container names it
 * @param terminationPath where the container writes its termination message
 */
record ContainerPlan(
        LocalImage image,
        List<String> argv,
        Map<String, String> environment,
        Optional<String> workingDirectory,
        List<Mount> mounts,
        String terminationPath,
        Optional<RunAs> runAs) {

    /** A volume, or the part of it at {@code subPath}, at a path of the container. */
    record Mount(String volume, String path, String subPath, boolean readOnly) {}

    /** The user and group of the main process. */
    record RunAs(long user, long group) {}
}
