/**
 * A Kubernetes API server inside the JVM, for tests and demos: {@link dev.holdfast.backup.testkit.api.SimulatedApi}.
 *
 * <p>It behaves like a real server (version 1.35) in what clients and controllers depend on: optimistic locking on every
 * verb and subresource, Status errors with the real reasons and causes, status subresources, generation, watches with
 * resourceVersions, bookmarks and 410, all selectors, consistent pages, the four patch kinds including server-side apply,
 * finalizers, delete preconditions, garbage collection by owner uid, namespace deletion, dry run, discovery and access
 * reviews. On top of that it can be disturbed ({@link dev.holdfast.backup.testkit.api.FaultPlan}, {@link
 * dev.holdfast.backup.testkit.api.WatchControl}, {@link dev.holdfast.backup.testkit.api.AccessList}), inspected and driven
 * by an injected clock. The same conversations are held with it and with a real server.
 *
 * <h2>Known differences from a real server</h2>
 *
 * <ul>
 *   <li>Built-in kinds have no schema: unknown fields are kept, and only the defaults and rules of Namespaces, Secrets,
 *       ConfigMaps, Pods, Jobs and CustomResourceDefinitions that backups depend on exist. Validation of custom resources
 *       comes from the {@link dev.holdfast.backup.testkit.api.ObjectAdmission} given to the builder; by default there is
 *       none.
 *   <li>Everybody is allowed everything that the deny list does not name; RBAC objects are stored but not evaluated. The
 *       bearer token is taken for the user's name, groups do not exist.
 *   <li>Strategic merge and server-side apply know the list keys of built-in kinds from a table of field names (containers,
 *       env, ports, volumes, volumeMounts, conditions, ownerReferences, finalizers and some more); other lists are atomic.
 *       {@code $setElementOrder} does not reorder. Managed fields written by clients are ignored, and maps are owned by
 *       their entries only.
 *   <li>Pods, Services and claims get no cluster-assigned fields (node, IP, volume), and claims no protection finalizer. A
 *       Pod with a node stays after its deletion until somebody deletes it with a grace period of zero, as a node agent does.
 *   <li>Versions of a custom resource share storage but are not converted: only {@code apiVersion} changes. Events of the
 *       core group and of {@code events.k8s.io} are stored apart. CustomResourceDefinitions are served at once.
 *   <li>There is no OpenAPI, no Table or metadata-only output, no protobuf, no {@code scale}, {@code exec},
 *       {@code eviction} or {@code proxy} subresource, no {@code follow} for logs, no TLS.
 *   <li>A watch that asks for bookmarks gets the one that ends initial events; others only on demand. Lists and watches are
 *       always current, never from a lagging cache. An expired continue token carries no replacement.
 *   <li>WebSocket upgrades are answered by an empty 200, which makes clients go on with a streaming GET. Watch time-outs run
 *       on real time, not on the injected clock. The server sees that the client of a watch is gone only when it sends
 *       something.
 *   <li>Starting a server sets the JDK's system property {@code sun.net.httpserver.nodelay} unless it is set already;
 *       without it every answer takes 40 ms longer.
 * </ul>
 */
@NullMarked
package dev.holdfast.backup.testkit.api;

import org.jspecify.annotations.NullMarked;
