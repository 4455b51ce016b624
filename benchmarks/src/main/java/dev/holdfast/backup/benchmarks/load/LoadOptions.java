package dev.holdfast.backup.benchmarks.load;

import java.util.List;

/**
 * What to measure.
 *
 * @param jobs BackupJobs at once
 * @param work how long the operator works on each
 * @param warmUp BackupJobs before that, which do not count
 * @param workers of engine and bare loop alike
 * @param jvm further arguments of the JVM that is measured
 */
record LoadOptions(int jobs, WorkTime work, int warmUp, int workers, List<String> jvm) {}
