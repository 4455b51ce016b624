/**
 * What an engine does, as Micrometer meters. The only package that needs Micrometer, which is an optional dependency: a host that
 * wants meters gives these listeners to the engine. No tag ever names a namespace or an object.
 */
@Evolving
@NullMarked
package dev.holdfast.backup.engine.metrics;

import dev.holdfast.backup.api.stability.Evolving;
import org.jspecify.annotations.NullMarked;
