/** The load: a control plane, BackupJobs, an operator that carries their Jobs out, and what all that took. */
@NullMarked
package dev.holdfast.backup.benchmarks.load;

import org.jspecify.annotations.NullMarked;
