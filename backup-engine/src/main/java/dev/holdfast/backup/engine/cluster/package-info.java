/**
 * The Kubernetes API, and the only packages' code that touches the client: single requests without hidden retries, informers,
 * the lease. Everything above it decides.
 */
@Internal
@NullMarked
package dev.holdfast.backup.engine.cluster;

import dev.holdfast.backup.api.stability.Internal;
import org.jspecify.annotations.NullMarked;
