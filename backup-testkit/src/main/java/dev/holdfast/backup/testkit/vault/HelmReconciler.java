package dev.holdfast.backup.testkit.vault;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What helm-controller does with a release whose chart is one VaultCluster: installs it when it is missing, upgrades it when
 * values or cluster have changed, uninstalls it with the release. It asks whether a release is suspended before it begins an
 * action, not while it is at it.
 */
final class HelmReconciler implements Reconciler {

    private static final String FINALIZER = "finalizers.fluxcd.io";
    private static final String RECONCILING = "Reconciling";

    private final VaultApi api;
    private final Set<VaultFault> faults;
    private final InstantSource clock;
    private final Map<String, VaultObject> begun = new HashMap<>();

    HelmReconciler(VaultApi api, Set<VaultFault> faults, InstantSource clock) {
        this.api = api;
        this.faults = faults;
        this.clock = clock;
    }

    @Override
    public boolean step(String namespace, String name) {
        Optional<VaultObject> found = api.get(VaultKind.HELM_RELEASE, namespace, name);
        if (found.isEmpty()) {
            return false;
        }
        VaultObject release = found.get();
        Optional<VaultObject> cluster = api.get(VaultKind.CLUSTER, namespace, name);
        Optional<VaultObject> action = Optional.ofNullable(begun.get(release.uid()));
        if (action.isPresent()) {
            return !faults.contains(VaultFault.HELM_HELD) && end(release, action.get(), cluster);
        }
        if (release.deleting()) {
            return uninstall(release, cluster);
        }
        if (release.at("/spec/suspend").asBoolean()) {
            return acknowledge(release);
        }
        return !settled(release, cluster) && begin(release);
    }

    /** All that happens to a suspended release: that it is suspended is seen, after any action that was under way. */
    private boolean acknowledge(VaultObject release) {
        VaultObject seen =
                release.status(status -> status.set("observedGeneration", release.at("/metadata/generation")));
        if (!seen.equals(release)) {
            api.updateStatus(VaultKind.HELM_RELEASE, seen);
        }
        return false;
    }

    private static boolean settled(VaultObject release, Optional<VaultObject> cluster) {
        return release.isTrue("Ready")
                && release.at("/status/observedGeneration").asLong() == release.generation()
                && cluster.filter(live -> deployed(release, live).equals(live)).isPresent();
    }

    private boolean begin(VaultObject release) {
        if (!release.hasFinalizer(FINALIZER)) {
            api.update(VaultKind.HELM_RELEASE, release.withFinalizer(FINALIZER));
            return true;
        }
        String word = VaultState.HELM_PROGRESSING.word();
        Instant now = clock.instant();
        api.updateStatus(
                VaultKind.HELM_RELEASE,
                release.with(RECONCILING, "True", word, "an action is under way", now)
                        .with("Ready", "Unknown", word, "an action is under way", now));
        begun.put(release.uid(), release);
        return true;
    }

    /** Applies the release as it was when the action began. A release that goes installs nothing more: its namespace may be going. */
    private boolean end(VaultObject release, VaultObject action, Optional<VaultObject> cluster) {
        if (cluster.isEmpty() && release.deleting()) {
            begun.remove(release.uid());
            return true;
        }
        if (cluster.isEmpty()) {
            api.create(VaultKind.CLUSTER, VaultManifests.cluster(action));
        } else if (!deployed(action, cluster.get()).equals(cluster.get())) {
            api.update(VaultKind.CLUSTER, deployed(action, cluster.get()));
        }
        VaultState state = cluster.isEmpty() ? VaultState.HELM_INSTALLED : VaultState.HELM_UPGRADED;
        VaultObject done = release.without(RECONCILING)
                .with("Ready", "True", state.word(), "the cluster is as the values have it", clock.instant())
                .status(status -> status.put("observedGeneration", action.generation()));
        api.updateStatus(VaultKind.HELM_RELEASE, done);
        begun.remove(release.uid());
        return true;
    }

    /** A suspended release goes and leaves behind what it installed. */
    private boolean uninstall(VaultObject release, Optional<VaultObject> cluster) {
        if (!release.at("/spec/suspend").asBoolean()) {
            cluster.filter(live -> !live.deleting()).ifPresent(live -> api.delete(VaultKind.CLUSTER, live));
        }
        api.update(VaultKind.HELM_RELEASE, release.withoutFinalizer(FINALIZER));
        return false;
    }

    /** The cluster with what the chart sets; fields that it does not set stay. */
    private static VaultObject deployed(VaultObject release, VaultObject cluster) {
        JsonNode spec = VaultManifests.cluster(release).at("/spec");
        return cluster.change(tree ->
                spec.properties().forEach(field -> tree.withObject("/spec").set(field.getKey(), field.getValue())));
    }
}
