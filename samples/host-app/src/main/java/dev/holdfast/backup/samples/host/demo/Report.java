package dev.holdfast.backup.samples.host.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;

/**
 * What the demo found, for programs.
 *
 * @param runs in order
 * @param ok whether everything came back as it was
 */
record Report(List<Line> runs, boolean ok) {

    Report {
        runs = List.copyOf(runs);
    }

    /**
     * One run.
     *
     * @param name of the BackupJob or RestoreJob
     * @param kind {@code BackupJob} or {@code RestoreJob}
     * @param phase it ended in
     * @param artifact URI that was written or read
     * @param sizeBytes of the artifact
     * @param checksum of the artifact
     * @param seconds it took
     * @param rowsExpected rows when the backup was made
     * @param rowsFound rows after the run
     * @param digestExpected of the rows when the backup was made
     * @param digestFound of the rows after the run
     */
    record Line(
            String name,
            String kind,
            String phase,
            String artifact,
            long sizeBytes,
            String checksum,
            double seconds,
            long rowsExpected,
            long rowsFound,
            String digestExpected,
            String digestFound) {

        boolean same() {
            return rowsExpected == rowsFound && digestExpected.equals(digestFound);
        }
    }

    static Report of(List<Line> runs) {
        return new Report(runs, runs.stream().allMatch(Line::same));
    }

    String json() {
        try {
            return Serialization.jsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the report is made of plain values", e);
        }
    }
}
