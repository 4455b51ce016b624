package dev.holdfast.backup.it.real;

import dev.holdfast.backup.testkit.cluster.KubeBinaries;
import dev.holdfast.backup.testkit.cluster.RealCluster;
import dev.holdfast.backup.testkit.cluster.RealClusterOptions;
import dev.holdfast.backup.testkit.pods.ImageTable;
import dev.holdfast.backup.testkit.pods.LocalImage;
import dev.holdfast.backup.testkit.pods.ProcessKubelet;
import dev.holdfast.backup.testkit.vault.VaultKind;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A control plane with the backup kinds, an application kind, and a kubelet that runs pods as processes. Thread-safe. */
final class Platform implements AutoCloseable {

    /** The image of pods that run; any other cannot be pulled. */
    static final String IMAGE = "registry.example/tools:1";

    final RealCluster cluster;
    final KubernetesClient client;
    private final Path directory;
    private final Path kubectl;
    private final ProcessKubelet kubelet;
    private final AtomicInteger names = new AtomicInteger();

    private Platform(RealCluster cluster, Path kubectl, Path directory, CrdSet crds) {
        this.cluster = cluster;
        this.kubectl = kubectl;
        this.directory = directory;
        this.client = cluster.client();
        // A warning of the API server counts as a refusal.
        kubectlWith(crds.documents(), "create", "--warnings-as-errors", "-f");
        kubectlWith(crds.vaultDocuments(), "create", "--warnings-as-errors", "-f");
        kubectlWith(RealManifests.APPLICATION_CRDS, "create", "-f");
        kubectl("wait", "--for=condition=Established", "--timeout=60s", "crd", "--all");
        Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(this::servesAll);
        this.kubelet = ProcessKubelet.builder(cluster.client())
                .images(ImageTable.builder().image(IMAGE, LocalImage.host()).build())
                .workDirectory(directory.resolve("pods"))
                .start();
    }

    /** A new one, with these definitions. */
    static Platform start(CrdSet crds) {
        KubeBinaries binaries = RealCluster.find().orElseThrow(() -> new IllegalStateException(KubeBinaries.HINT));
        RealCluster cluster = RealCluster.start(binaries, RealClusterOptions.withControllers());
        try {
            return new Platform(
                    cluster, binaries.kubectl().orElseThrow(), Files.createTempDirectory("holdfast-real"), crds);
        } catch (IOException e) {
            cluster.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException | AssertionError e) {
            cluster.close();
            throw e;
        }
    }

    private boolean servesAll() {
        return CrdSet.KINDS.stream()
                        .allMatch(kind -> client.genericKubernetesResources(RealManifests.apiVersion(kind), kind)
                                        .inAnyNamespace()
                                        .list()
                                != null)
                && Stream.of(VaultKind.values())
                        .allMatch(kind -> client.genericKubernetesResources(kind.context())
                                        .inAnyNamespace()
                                        .list()
                                != null);
    }

    /** A name that nothing else in this cluster has. */
    String unique(String prefix) {
        return prefix + names.incrementAndGet();
    }

    /** Where the files of a claim lie; made when absent. */
    Path claim(String namespace, String name) {
        try {
            return Files.createDirectories(
                    directory.resolve("pods/claims").resolve(namespace).resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs kubectl with every right; gives what it printed, warnings included. */
    String kubectl(String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(kubectl.toString(), "--kubeconfig", cluster.kubeconfig().toString()));
        command.addAll(List.of("--cache-dir", directory.resolve("cache").toString()));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError("kubectl " + String.join(" ", arguments) + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Runs kubectl on a file with this text, whose name is added to the arguments. */
    String kubectlWith(String document, String... arguments) {
        try {
            Path file = Files.writeString(Files.createTempFile(directory, "manifest", ".yaml"), document);
            return kubectl(Stream.concat(Stream.of(arguments), Stream.of(file.toString()))
                    .toArray(String[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        kubelet.close();
        cluster.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
