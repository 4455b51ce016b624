package dev.holdfast.backup.testkit.vault;

import dev.holdfast.backup.testkit.s3.MemoryS3;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The Vault operator, Helm and the apps API, and all data of all clusters, against one Kubernetes API; see the package's
 * description for how they behave. It learns of changes by watching and takes one step at a time on one thread, so that each
 * {@link VaultState} is written before the next. The data lives in this object and ends with it: to another platform the
 * clusters have lost theirs.
 *
 * <p>The server needs a garbage collector, which deletes what a cluster owns, to the last volume. Thread-safe.
 */
public final class VaultPlatform implements AutoCloseable {

    /** The bucket that holds all artifacts. */
    public static final String BUCKET = "vault";

    /** What an operator of a later release may report, of which no documentation tells. */
    public static final String ODD = "Rebalancing";

    private static final List<VaultKind> OWN =
            List.of(VaultKind.APPLICATION, VaultKind.STRATEGY, VaultKind.CLUSTER, VaultKind.MEMBER, VaultKind.BACKUP);

    private final VaultStorage storage = new VaultStorage();
    private final Set<VaultFault> faults = ConcurrentHashMap.newKeySet();
    private final VaultApi api;
    private final ClusterParts parts;
    private final VaultWorker worker;
    private final VaultWatches watches;

    private VaultPlatform(KubernetesClient client, InstantSource clock) {
        api = new VaultApi(client);
        parts = new ClusterParts(api, storage);
        worker = new VaultWorker(Map.of(
                VaultKind.APPLICATION, new ApplicationReconciler(api),
                VaultKind.HELM_RELEASE, new HelmReconciler(api, faults, clock),
                VaultKind.CLUSTER, new ClusterReconciler(api, parts, storage, faults, clock),
                VaultKind.BACKUP, new BackupReconciler(api, parts, storage, faults, clock),
                VaultKind.VOLUME, new VolumeReconciler(api)));
        watches = new VaultWatches(worker::wake, storage::destroy);
    }

    /** Fresh copies of all definitions that a platform needs, with as much of the HelmRelease as it uses. */
    public static List<CustomResourceDefinition> crds() {
        return Stream.concat(OWN.stream(), Stream.of(VaultKind.HELM_RELEASE))
                .map(VaultPlatform::crd)
                .toList();
    }

    /** The same without the HelmRelease, for a server that has Flux's own definition. */
    public static List<CustomResourceDefinition> crdsBesideFlux() {
        return OWN.stream().map(VaultPlatform::crd).toList();
    }

    /**
     * Starts a platform for all namespaces.
     *
     * @param client with rights on all kinds of {@link VaultKind}; stays the caller's to close, after the platform
     * @param clock source of all times written
     * @throws io.fabric8.kubernetes.client.KubernetesClientException if {@link #crds()} are not served yet
     */
    public static VaultPlatform start(KubernetesClient client, InstantSource clock) {
        return start(client, clock, Optional.empty());
    }

    /** Starts a platform for one namespace, beside those of others; otherwise the same. */
    public static VaultPlatform start(KubernetesClient client, InstantSource clock, String namespace) {
        return start(client, clock, Optional.of(namespace));
    }

    /** The cluster of that name, whether or not there is one yet; that of an application bears {@code vault-} in front. */
    public VaultCluster cluster(String namespace, String name) {
        return new VaultCluster(api, parts, storage, namespace, name);
    }

    /** The rows of an artifact; empty if it is not in the store. */
    public Optional<Map<String, String>> artifact(String uri) {
        return storage.artifact(uri).map(Rows::values);
    }

    /**
     * An artifact is gone from the store, though its VaultBackup still tells of it.
     *
     * @throws IllegalArgumentException if it is not in the store
     */
    public void loseArtifact(String uri) {
        storage.lose(uri);
    }

    /**
     * Where the store of all artifacts answers, as an S3 service with {@link #BUCKET} and {@link MemoryS3#ACCESS_KEY}; for strategies that
     * declare it.
     */
    public String storeEndpoint() {
        return storage.endpoint();
    }

    /** From now on this goes wrong. */
    public void begin(VaultFault fault) {
        faults.add(fault);
    }

    /** It goes wrong no more, and what was left undone is done. */
    public void end(VaultFault fault) {
        faults.remove(fault);
        watches.wakeAll();
    }

    /** Stops reacting; objects stay as they are. */
    @Override
    public void close() {
        watches.close();
        worker.close();
        storage.close();
    }

    private static VaultPlatform start(KubernetesClient client, InstantSource clock, Optional<String> namespace) {
        VaultPlatform platform = new VaultPlatform(client, clock);
        try {
            platform.watches.start(client, namespace);
            return platform;
        } catch (RuntimeException e) {
            platform.close();
            throw e;
        }
    }

    private static CustomResourceDefinition crd(VaultKind kind) {
        String file = kind.definition() + ".yaml";
        try (InputStream yaml = VaultPlatform.class.getResourceAsStream(file)) {
            if (yaml == null) {
                throw new IllegalStateException("missing from the class path beside VaultPlatform: " + file);
            }
            return new KubernetesSerialization().unmarshal(yaml, CustomResourceDefinition.class);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
