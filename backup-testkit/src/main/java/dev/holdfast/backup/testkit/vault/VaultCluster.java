package dev.holdfast.backup.testkit.vault;

import java.util.Map;
import java.util.Optional;

/** A {@code VaultCluster} by its name, as the programs that use it see it, and what may befall it. Thread-safe. */
public final class VaultCluster {

    private final VaultApi api;
    private final ClusterParts parts;
    private final VaultStorage storage;
    private final String namespace;
    private final String name;

    VaultCluster(VaultApi api, ClusterParts parts, VaultStorage storage, String namespace, String name) {
        this.api = api;
        this.parts = parts;
        this.storage = storage;
        this.namespace = namespace;
        this.name = name;
    }

    /**
     * Writes one row to every volume.
     *
     * @throws IllegalStateException if the cluster does not serve
     */
    public void write(String key, String value) {
        VaultObject cluster = existing();
        if (parts.served(cluster).isEmpty()) {
            throw new IllegalStateException("VaultCluster " + namespace + "/" + name
                    + " does not serve; wait until its condition Available is True: " + cluster.at("/status"));
        }
        parts.volumes(cluster).forEach(volume -> storage.write(volume.uid(), key, value));
    }

    /** All rows, by key; empty if the cluster does not serve. */
    public Optional<Map<String, String>> read() {
        return rows().map(Rows::values);
    }

    /** The digest of all rows, the same as that of an artifact with these rows; empty if the cluster does not serve. */
    public Optional<String> digest() {
        return rows().map(Rows::digest);
    }

    /**
     * One more volume appears, with the same rows.
     *
     * @return the name of its claim
     * @throws IllegalStateException if there is no such cluster or it has no member yet
     */
    public String addVolume() {
        return parts.addVolume(existing());
    }

    /**
     * Somebody deletes the cluster and creates it again at once, as its chart has it: with another UID and without data.
     *
     * @throws IllegalStateException if there is no such cluster
     */
    public void recreate() {
        VaultObject cluster = existing();
        api.delete(VaultKind.CLUSTER, cluster);
        api.create(
                VaultKind.CLUSTER,
                VaultManifests.cluster(
                        namespace, name, cluster.at("/spec/replicas").asInt(), cluster.text("/spec/volumeSize")));
    }

    private Optional<Rows> rows() {
        return api.get(VaultKind.CLUSTER, namespace, name).flatMap(parts::served);
    }

    private VaultObject existing() {
        return api.get(VaultKind.CLUSTER, namespace, name)
                .orElseThrow(() ->
                        new IllegalStateException("there is no VaultCluster " + name + " in namespace " + namespace));
    }
}
