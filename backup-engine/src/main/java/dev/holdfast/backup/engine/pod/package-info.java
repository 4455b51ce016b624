/**
 * The {@code pod} stage as pure functions: the Job to create, how a Job and its pods stand, and what a pod reported. Nothing
 * here calls the API server or reads a clock.
 */
@NullMarked
package dev.holdfast.backup.engine.pod;

import org.jspecify.annotations.NullMarked;
