package dev.holdfast.backup.testkit.vault;

import java.util.Optional;

/**
 * What the apps API does: builds the HelmRelease of an application, and builds it anew after each change of the application,
 * whatever somebody else may have written there.
 */
final class ApplicationReconciler implements Reconciler {

    private final VaultApi api;

    ApplicationReconciler(VaultApi api) {
        this.api = api;
    }

    @Override
    public boolean step(String namespace, String name) {
        Optional<VaultObject> found =
                api.get(VaultKind.APPLICATION, namespace, name).filter(application -> !application.deleting());
        if (found.isEmpty()) {
            return false;
        }
        VaultObject application = found.get();
        VaultObject wanted = VaultManifests.helmRelease(application);
        Optional<VaultObject> release = api.get(VaultKind.HELM_RELEASE, namespace, wanted.name());
        boolean built = application.at("/status/observedGeneration").asLong() == application.generation();
        if (release.isEmpty()) {
            api.create(VaultKind.HELM_RELEASE, wanted);
        } else if (built || !release.get().ownedBy(application) || release.get().deleting()) {
            return false;
        } else {
            api.update(VaultKind.HELM_RELEASE, rebuilt(release.get(), wanted));
        }
        api.updateStatus(
                VaultKind.APPLICATION,
                application.status(status -> status.put("observedGeneration", application.generation())));
        return false;
    }

    private static VaultObject rebuilt(VaultObject release, VaultObject wanted) {
        return release.change(tree -> {
            tree.set("spec", wanted.at("/spec"));
            tree.withObject("/metadata").set("labels", wanted.at("/metadata/labels"));
            tree.withObject("/metadata").remove("annotations");
        });
    }
}
