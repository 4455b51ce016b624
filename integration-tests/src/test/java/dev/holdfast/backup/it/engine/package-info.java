/** The engine with its Job driver on the API simulator: what a tenant and an admin see. */
@NullMarked
package dev.holdfast.backup.it.engine;

import org.jspecify.annotations.NullMarked;
