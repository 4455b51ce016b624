/**
 * Puts a driver to the test: {@link dev.holdfast.backup.testkit.conformance.Conformance} runs what the driver offers against a
 * simulator of its operator, disturbs it at every request and in every way there is, and looks from the outside whether the
 * {@linkplain dev.holdfast.backup.testkit.conformance.Rule rules} hold. What it needs to know of the driver is a {@link
 * dev.holdfast.backup.testkit.conformance.DriverSubject}.
 */
@NullMarked
package dev.holdfast.backup.testkit.conformance;

import org.jspecify.annotations.NullMarked;
