/** The generic Job driver. */
@NullMarked
package dev.holdfast.backup.driver.job;

import org.jspecify.annotations.NullMarked;
