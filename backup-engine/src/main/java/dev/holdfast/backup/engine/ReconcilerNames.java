package dev.holdfast.backup.engine;

import dev.holdfast.backup.spi.ApplicationRef;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.ResourceKind;
import java.util.Locale;
import java.util.Map;

/**
 * How the HelmRelease that renders an application is found. Immutable.
 *
 * @param kind of the releases; default {@code helm.toolkit.fluxcd.io/v2/HelmRelease}
 * @param prefixes what goes before the application's name, by kind; a kind that is not here has its own name in lower case and a dash.
 *     Defaults: nothing for {@code Etcd}, {@code vm-instance-} and {@code vm-disk-} for the virtual machine kinds
 */
public record ReconcilerNames(ResourceKind kind, Map<String, String> prefixes) {

    /** Copies the map. */
    public ReconcilerNames {
        prefixes = Map.copyOf(prefixes);
    }

    /** The names that the platform gives. */
    public static ReconcilerNames defaults() {
        return new ReconcilerNames(
                new ResourceKind("helm.toolkit.fluxcd.io/v2", "HelmRelease"),
                Map.of("Etcd", "", "VMInstance", "vm-instance-", "VMDisk", "vm-disk-"));
    }

    /** Where the release of an application is. */
    public ObjectRef of(ApplicationRef application) {
        String prefix =
                prefixes.getOrDefault(application.kind(), application.kind().toLowerCase(Locale.ROOT) + "-");
        return new ObjectRef(kind, application.namespace(), prefix + application.name());
    }
}
