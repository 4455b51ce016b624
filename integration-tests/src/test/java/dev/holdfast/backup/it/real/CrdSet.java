package dev.holdfast.backup.it.real;

import dev.holdfast.backup.api.CoreCrds;
import dev.holdfast.backup.driver.job.JobDriver;
import dev.holdfast.backup.testkit.vault.VaultPlatform;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whose definitions of the backup kinds a cluster has. */
enum CrdSet {
    /** Those that come with this library. */
    OURS {
        @Override
        String documents() {
            return yaml(CoreCrds.all()) + "\n---\n" + jobStrategy();
        }

        @Override
        String vaultDocuments() {
            return yaml(VaultPlatform.crds());
        }
    },
    /** The reference's. */
    UPSTREAM {
        @Override
        String documents() {
            Path folder = upstream().orElseThrow().resolve("crds/cozystack");
            return Stream.of(
                            "backups.cozystack.io_backupclasses",
                            "backups.cozystack.io_backupjobs",
                            "backups.cozystack.io_backups",
                            "backups.cozystack.io_plans",
                            "backups.cozystack.io_restorejobs",
                            "strategy.backups.cozystack.io_jobs")
                    .map(name -> text(folder.resolve(name + ".yaml")))
                    .collect(Collectors.joining("\n---\n"));
        }

        @Override
        String vaultDocuments() {
            Path release = upstream().orElseThrow().resolve("crds/flux/helm.toolkit.fluxcd.io_helmreleases.yaml");
            return yaml(VaultPlatform.crdsBesideFlux()) + "\n---\n" + text(release);
        }
    };

    /** The names of the kinds that tests await. */
    static final List<String> KINDS = List.of("BackupClass", "Plan", "BackupJob", "Backup", "RestoreJob");

    /** All definitions as YAML documents. */
    abstract String documents();

    /** The definitions that a Vault platform needs, with this side's HelmRelease. */
    abstract String vaultDocuments();

    /** The upstream files, if this machine has them. */
    static Optional<Path> upstream() {
        return Optional.of(Path.of(System.getProperty("upstream.dir", "no-upstream-dir")))
                .filter(Files::isDirectory);
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String yaml(List<CustomResourceDefinition> crds) {
        return crds.stream()
                .map((CustomResourceDefinition crd) -> Serialization.asYaml(crd))
                .collect(Collectors.joining("\n---\n"));
    }

    private static String jobStrategy() {
        try (InputStream in =
                JobDriver.class.getResourceAsStream("/META-INF/fabric8/jobs.strategy.backups.cozystack.io-v1.yml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
