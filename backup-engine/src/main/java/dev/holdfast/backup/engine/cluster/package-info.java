/**
 * The Kubernetes API, and the only packages' code that touches the client: single requests without hidden retries, informers,
 * the lease. Everything above it decides.
 */
@NullMarked
package dev.holdfast.backup.engine.cluster;

import org.jspecify.annotations.NullMarked;
