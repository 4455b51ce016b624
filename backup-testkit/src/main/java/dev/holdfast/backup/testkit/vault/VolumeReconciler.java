package dev.holdfast.backup.testkit.vault;

/** Lets deleted claims go, as the cluster's protection controller does once no pod uses them; here none ever does. */
final class VolumeReconciler implements Reconciler {

    private static final String PROTECTION = "kubernetes.io/pvc-protection";

    private final VaultApi api;

    VolumeReconciler(VaultApi api) {
        this.api = api;
    }

    @Override
    public boolean step(String namespace, String name) {
        api.get(VaultKind.VOLUME, namespace, name)
                .filter(claim -> claim.deleting() && claim.hasFinalizer(PROTECTION))
                .ifPresent(claim -> api.update(VaultKind.VOLUME, claim.withoutFinalizer(PROTECTION)));
        return false;
    }
}
