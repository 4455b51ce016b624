package dev.holdfast.backup.samples.host.access;

/**
 * Who the engine is in the cluster.
 *
 * @param namespace of the engine: its lease, its journals and its account live there
 * @param serviceAccount its account
 */
public record Account(String namespace, String serviceAccount) {}
