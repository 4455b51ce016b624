package dev.holdfast.backup.samples.host.crd;

import dev.holdfast.backup.spi.BackupDriver;
import dev.holdfast.backup.spi.StrategyType;
import io.fabric8.kubernetes.api.Pluralize;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;

/** Strategy definitions that driver jars carry under the name that fabric8's generator gives them. */
public final class DriverCrds {

    private DriverCrds() {}

    /** The definition of a driver's strategy kind; empty if its jar brings none under the usual name. */
    public static Optional<CustomResourceDefinition> of(BackupDriver driver) {
        StrategyType type = driver.descriptor().strategyType();
        String path = "META-INF/fabric8/" + plural(type.kind()) + "." + type.group() + "-v1.yml";
        try (InputStream file = driver.getClass().getClassLoader().getResourceAsStream(path)) {
            return file == null
                    ? Optional.empty()
                    : Optional.of(new KubernetesSerialization().unmarshal(file, CustomResourceDefinition.class));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    /** The resource name of a kind as Kubernetes usually forms it. */
    public static String plural(String kind) {
        return Pluralize.toPlural(kind.toLowerCase(Locale.ROOT));
    }
}
