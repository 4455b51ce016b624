package dev.holdfast.backup.engine.report;

import dev.holdfast.backup.spi.ApplicationRef;
import dev.holdfast.backup.spi.ObjectRef;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A Backup in short.
 *
 * @param backup the object
 * @param application that was backed up
 * @param takenAt the moment that the data stands for
 * @param uri of the data; empty if it has none
 * @param sizeBytes of the data, if known
 * @param phase {@code Pending}, {@code Ready} or {@code Failed}; empty if the object says none
 * @param present status of the condition {@code ArtifactPresent}: {@code True}, {@code False} or {@code Unknown}; empty if nobody has
 *     looked yet
 * @param verified status of the condition {@code Verified}: {@code True}, {@code False}, or {@code Unknown} while the data is being
 *     looked at; empty if that was never asked for
 */
public record BackupSummary(
        ObjectRef backup,
        ApplicationRef application,
        Instant takenAt,
        Optional<String> uri,
        OptionalLong sizeBytes,
        String phase,
        String present,
        String verified) {}
