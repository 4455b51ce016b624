package dev.holdfast.backup.engine.pod;

/**
 * A log worth reading.
 *
 * @param pod its name, in the Job's namespace
 * @param container its name
 */
public record LogSource(String pod, String container) {}
