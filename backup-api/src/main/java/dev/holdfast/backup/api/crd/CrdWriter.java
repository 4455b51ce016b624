package dev.holdfast.backup.api.crd;

import dev.holdfast.backup.api.Backup;
import dev.holdfast.backup.api.BackupClass;
import dev.holdfast.backup.api.BackupJob;
import dev.holdfast.backup.api.Plan;
import dev.holdfast.backup.api.RestoreGrant;
import dev.holdfast.backup.api.RestoreJob;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the CRDs of the core kinds and of grants, one YAML file each. */
public final class CrdWriter {

    private static final List<Class<? extends HasMetadata>> KINDS =
            List.of(BackupClass.class, Plan.class, BackupJob.class, Backup.class, RestoreJob.class, RestoreGrant.class);

    private CrdWriter() {}

    /**
     * Writes all CRDs into the directory given as the only argument, which is made if missing.
     *
     * @throws IOException if the directory cannot be made or written to
     */
    public static void main(String[] args) throws IOException {
        Path directory = Files.createDirectories(Path.of(args[0]));
        for (Class<? extends HasMetadata> kind : KINDS) {
            int written = new CRDGenerator()
                    .inOutputDir(directory.toFile())
                    .forCRDVersions("v1")
                    .withPostProcessor(polishFor(kind))
                    .customResourceClasses(List.<Class<? extends HasMetadata>>of(kind))
                    .generate();
            if (written != 1) {
                throw new IOException("The CRD of " + kind.getSimpleName() + " could not be written to " + directory);
            }
        }
    }

    private static CRDPostProcessor polishFor(Class<? extends HasMetadata> kind) {
        return new CRDPostProcessor() {
            @Override
            public HasMetadata process(HasMetadata crd, String crdSpecVersion) {
                return CrdPolish.apply((CustomResourceDefinition) crd, kind);
            }
        };
    }
}
