package dev.holdfast.backup.engine.run;

import java.time.Instant;
import java.util.Optional;

/**
 * Why a run leaves without having succeeded. Persisted before the first step back, so that it never goes forward again.
 *
 * @param reason CamelCase
 * @param message for the tenant
 * @param field JSON pointer, if one field is to blame
 * @param since when it was decided; bounds the leaving
 */
public record Exit(String reason, String message, Optional<String> field, Instant since) {}
