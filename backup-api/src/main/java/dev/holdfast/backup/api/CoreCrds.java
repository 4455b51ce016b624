package dev.holdfast.backup.api;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The CRDs that are shipped with this library. */
public final class CoreCrds {

    private static final List<String> PLURALS =
            List.of("backupclasses", "plans", "backupjobs", "backups", "restorejobs");

    private CoreCrds() {}

    /**
     * Returns fresh copies of the CRDs of the five core kinds, ready to be applied.
     *
     * @throws IllegalStateException if a CRD file is missing from the class path
     * @throws UncheckedIOException if a CRD file cannot be read
     */
    public static List<CustomResourceDefinition> all() {
        KubernetesSerialization yaml = new KubernetesSerialization();
        return PLURALS.stream().map(plural -> read(plural, yaml)).toList();
    }

    /**
     * Returns a fresh copy of the CRD of {@link RestoreGrant}, for clusters in which restores may go into other namespaces.
     *
     * @throws IllegalStateException if the CRD file is missing from the class path
     * @throws UncheckedIOException if the CRD file cannot be read
     */
    public static CustomResourceDefinition restoreGrants() {
        return read("restoregrants", new KubernetesSerialization());
    }

    private static CustomResourceDefinition read(String plural, KubernetesSerialization yaml) {
        String path = "/META-INF/fabric8/" + plural + "." + CoreApi.GROUP + "-v1.yml";
        try (InputStream file = CoreCrds.class.getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalStateException("Missing from the class path: " + path
                        + "; the library was built or repackaged without its CRD files");
            }
            return yaml.unmarshal(file, CustomResourceDefinition.class);
        } catch (IOException failed) {
            throw new UncheckedIOException("Could not read " + path, failed);
        }
    }
}
