package dev.holdfast.backup.benchmarks.load;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * What one load took.
 *
 * @param mode what carried it out
 * @param runs how many BackupJobs
 * @param rate runs per second, from the first creation to the last success
 * @param start from a BackupJob's creation to phase Running
 * @param notice from the operator's being done to phase Succeeded
 * @param requests that it asked the API server for, until it had nothing more to ask
 * @param whileWaiting requests while all runs waited for the operator; empty if there was no such time
 * @param peakMebibytes most memory ever resident, warm-up included
 * @param cpu of the process, from the first creation until it had nothing more to ask
 */
record Figures(
        Mode mode,
        int runs,
        double rate,
        Timeline.Latencies start,
        Timeline.Latencies notice,
        Requests requests,
        OptionalInt whileWaiting,
        long peakMebibytes,
        Duration cpu) {

    double requestsPerRun() {
        return requests.total() / (double) runs;
    }

    double cpuMillisPerRun() {
        return cpu.toNanos() / 1e6 / runs;
    }
}
