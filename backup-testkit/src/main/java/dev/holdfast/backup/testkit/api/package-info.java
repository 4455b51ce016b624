/** A Kubernetes API server inside the JVM. */
@NullMarked
package dev.holdfast.backup.testkit.api;

import org.jspecify.annotations.NullMarked;
