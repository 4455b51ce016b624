/**
 * The strategy template language: string leaves of a JSON tree are templates over an immutable context.
 *
 * <p>{@link dev.holdfast.backup.engine.template.TemplateEngine} is the entry point.
 */
@Internal
@NullMarked
package dev.holdfast.backup.engine.template;

import dev.holdfast.backup.api.stability.Internal;
import org.jspecify.annotations.NullMarked;
