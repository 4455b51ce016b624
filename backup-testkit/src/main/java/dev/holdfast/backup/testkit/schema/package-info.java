/** What a Kubernetes API server does with an object and its CustomResourceDefinition's schema, without a server. */
@NullMarked
package dev.holdfast.backup.testkit.schema;

import org.jspecify.annotations.NullMarked;
