/**
 * The {@code pod} stage as pure functions: the Job to create, how a Job and its pods stand, and what a pod reported. Nothing
 * here calls the API server or reads a clock.
 */
@Internal
@NullMarked
package dev.holdfast.backup.engine.pod;

import dev.holdfast.backup.api.stability.Internal;
import org.jspecify.annotations.NullMarked;
