/** Who may do what: roles of the engine, of each driver, of admins and of tenants. */
@NullMarked
package dev.holdfast.backup.samples.host.access;

import org.jspecify.annotations.NullMarked;
