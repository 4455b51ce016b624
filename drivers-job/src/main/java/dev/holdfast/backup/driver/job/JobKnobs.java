package dev.holdfast.backup.driver.job;

import dev.holdfast.backup.spi.PodSettings;
import dev.holdfast.backup.spi.RefusedException;
import dev.holdfast.backup.spi.Settings;
import dev.holdfast.backup.spi.Strategy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an admin may set under {@value #PREFIX}, as annotation of the strategy or, with precedence, as parameter of the class.
 *
 * @param backoffLimit {@code backoff-limit}, 0 to 100: how often a failed pod is replaced; default 2, for clean-up 1
 * @param activeDeadline {@code active-deadline-seconds}, up to 30 days: bound of the whole run; default one day, for clean-up
 *     5 minutes
 * @param startupDeadline {@code startup-deadline-seconds}, up to one day: bound for a container to start; default 10 minutes
 * @param replaceOnlyFailed {@code pod-replacement-policy}: {@code Failed} (default) never runs two pods at once,
 *     {@code TerminatingOrFailed} may
 * @param resultRequired {@code result}: {@code required} fails a backup without a well-formed result; default
 *     {@code optional}
 * @param resultContainer {@code result-container}: the container that reports the result
 * @param modes {@code modes}: what the pod understands; default {@code backup,restore}. Nothing else is ever run, because
 *     many scripts take a mode that they do not know for a restore.
 * @param podLabels {@code pod-labels}, a JSON object: put on the pod
 * @param podAnnotations {@code pod-annotations}, a JSON object: put on the pod
 * @param pinStrategy {@code pin-strategy}: whether a Backup is restored, verified and cleaned up with the strategy that it
 *     recorded even if the live one has changed; default false
 */
record JobKnobs(
        int backoffLimit,
        Duration activeDeadline,
        Duration startupDeadline,
        boolean replaceOnlyFailed,
        boolean resultRequired,
        Optional<String> resultContainer,
        Set<Mode> modes,
        Map<String, String> podLabels,
        Map<String, String> podAnnotations,
        boolean pinStrategy) {

    static final String PREFIX = "job.backups.cozystack.io/";

    private static final int DAY = 86_400;

    /**
     * Reads them, with the defaults of {@code mode}.
     *
     * @throws RefusedException {@code InvalidStrategy} with every malformed value and every unknown key
     */
    static JobKnobs of(Optional<Strategy> strategy, Map<String, String> parameters, Mode mode) {
        Settings settings = Settings.of(strategy, parameters, PREFIX);
        boolean cleanup = mode == Mode.CLEANUP;
        JobKnobs knobs = new JobKnobs(
                settings.integer("backoff-limit", cleanup ? 1 : 2, 0, 100),
                seconds(settings, "active-deadline-seconds", cleanup ? 300 : DAY, 30 * DAY),
                seconds(settings, "startup-deadline-seconds", 600, DAY),
                settings.choice("pod-replacement-policy", "Failed", "Failed", "TerminatingOrFailed")
                        .equals("Failed"),
                settings.choice("result", "optional", "optional", "required").equals("required"),
                settings.text("result-container"),
                settings
                        .choices("modes", List.of("backup", "restore"), "backup", "restore", "cleanup", "verify")
                        .stream()
                        .map(Mode::of)
                        .collect(Collectors.toUnmodifiableSet()),
                settings.map("pod-labels"),
                settings.map("pod-annotations"),
                settings.flag("pin-strategy", false));
        settings.refuseProblems();
        return knobs;
    }

    private static Duration seconds(Settings settings, String key, int defaultValue, int max) {
        return Duration.ofSeconds(settings.integer(key, defaultValue, 1, max));
    }

    boolean declares(Mode mode) {
        return modes.contains(mode);
    }

    /** For a pod whose result nobody needs. */
    PodSettings podSettings() {
        return PodSettings.defaults().withBackoffLimit(backoffLimit).withReplaceOnlyFailed(replaceOnlyFailed);
    }

    /** For a pod that makes a backup, expected at {@code plannedUri}. */
    PodSettings backupPodSettings(Optional<String> plannedUri) {
        PodSettings settings = podSettings().withResultRequired(resultRequired).withPlannedUri(plannedUri);
        return resultContainer.map(settings::withResultContainer).orElse(settings);
    }
}
