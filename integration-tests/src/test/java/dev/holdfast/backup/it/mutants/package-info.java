/** The conformance kit put to the test: drivers with one classic mistake each, and the case that finds it. */
@NullMarked
package dev.holdfast.backup.it.mutants;

import org.jspecify.annotations.NullMarked;
