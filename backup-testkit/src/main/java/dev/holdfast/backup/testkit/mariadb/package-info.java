/** A real MariaDB server with its dump tools for tests and demos. */
@NullMarked
package dev.holdfast.backup.testkit.mariadb;

import org.jspecify.annotations.NullMarked;
