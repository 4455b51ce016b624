/** Health pages and metrics over HTTP. */
@NullMarked
package dev.holdfast.backup.samples.host.web;

import org.jspecify.annotations.NullMarked;
