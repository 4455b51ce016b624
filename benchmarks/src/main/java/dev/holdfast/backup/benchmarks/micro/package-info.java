/** JMH benchmarks. */
@NullMarked
package dev.holdfast.backup.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
