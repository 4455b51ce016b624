/**
 * Object storage as the engine sees it: a small port with closed answers, confined to a declared prefix, and its
 * implementation over the AWS SDK. No other package of the engine touches the SDK.
 */
@Internal
@NullMarked
package dev.holdfast.backup.engine.storage;

import dev.holdfast.backup.api.stability.Internal;
import org.jspecify.annotations.NullMarked;
