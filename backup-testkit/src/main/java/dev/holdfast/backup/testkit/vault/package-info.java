/**
 * An imaginary database operator, "Vault", and the platform around it, to prove drivers and restores on: {@link
 * dev.holdfast.backup.testkit.vault.VaultPlatform}. It plays against any Kubernetes API, simulated or real, and has the habits
 * that make restores dangerous:
 *
 * <ul>
 *   <li>Data lives in volumes and goes with them. A deleted {@code VaultCluster} takes its members and their claims along, by
 *       garbage collection, to any depth.
 *   <li>Helm builds a cluster again as soon as it is missing, with empty volumes, unless its HelmRelease is suspended. What
 *       Helm has begun it ends, suspended meanwhile or not. Only then does {@code status.observedGeneration} catch up with the
 *       change that suspended it.
 *   <li>An edit of the application builds the HelmRelease anew and drops {@code spec.suspend} and annotations of others.
 *   <li>A cluster is filled from an artifact only when it is created. If the artifact is not there, only deleting helps.
 *   <li>A new cluster waits until members and claims of an earlier one of its name are gone.
 * </ul>
 *
 * <p>The kinds are in {@link dev.holdfast.backup.testkit.vault.VaultKind}, all states that are ever reported in {@link
 * dev.holdfast.backup.testkit.vault.VaultState}, and what can be made to go wrong in {@link
 * dev.holdfast.backup.testkit.vault.VaultFault}.
 */
@NullMarked
package dev.holdfast.backup.testkit.vault;

import org.jspecify.annotations.NullMarked;
