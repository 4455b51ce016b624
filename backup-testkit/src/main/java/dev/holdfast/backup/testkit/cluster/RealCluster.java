package dev.holdfast.backup.testkit.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A one-node control plane on loopback: etcd, kube-apiserver with RBAC and an audit log and, if asked for, a
 * kube-controller-manager. Nothing schedules or runs Pods, and the ServiceAccount admission plug-in is off, so a Pod needs no
 * ServiceAccount. All state lives in a temporary directory that {@link #close()} deletes. The processes end with the JVM.
 *
 * <p>Thread safe. Starting takes a few seconds: share one cluster between tests and give each test its own namespace.
 */
public final class RealCluster implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration PATIENT_REQUEST = Duration.ofSeconds(60);

    private final ClusterFiles files;
    private final KubeBinaries binaries;
    private final RealClusterOptions options;
    private final Deque<ChildProcess> processes = new ArrayDeque<>();
    private final Deque<AutoCloseable> clients = new ArrayDeque<>();
    private final Thread deleteAtExit;
    private String url = "";

    private RealCluster(KubeBinaries binaries, RealClusterOptions options, ClusterFiles files) {
        this.binaries = binaries;
        this.options = options;
        this.files = files;
        this.deleteAtExit = new Thread(this::stop, "holdfast-kube-cleanup");
    }

    /** The binaries a cluster can be started from; empty when this machine has none, see {@link KubeBinaries#HINT}. */
    public static Optional<KubeBinaries> find() {
        return KubeBinaries.find();
    }

    /**
     * Starts a cluster and returns once it serves requests and the namespace {@code default} exists.
     *
     * @throws IllegalStateException if a process ends early, does not become ready in time, is asked for but missing
     */
    public static RealCluster start(KubeBinaries binaries, RealClusterOptions options) {
        try {
            RealCluster cluster = new RealCluster(binaries, options, ClusterFiles.create());
            Runtime.getRuntime().addShutdownHook(cluster.deleteAtExit);
            return cluster.started();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start a cluster from " + binaries.directory(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a cluster was starting", e);
        }
    }

    /** A new client with every right (group {@code system:masters}); closed with the cluster at the latest. */
    public KubernetesClient client() {
        return client(config().build());
    }

    /**
     * A new client that acts, and is judged by RBAC, as the given user.
     *
     * @param user any name, for example {@code system:serviceaccount:ns:name}; it needs no registration
     * @param groups the user's groups; {@code system:authenticated} is always one of them
     */
    public KubernetesClient clientAs(String user, String... groups) {
        return client(config().withImpersonateUsername(user)
                .withImpersonateGroups(groups)
                .build());
    }

    /** A new client configuration with every right, to be changed before use, for example in its user agent. */
    public ConfigBuilder config() {
        return new ConfigBuilder(Config.empty())
                .withMasterUrl(url)
                .withCaCertFile(files.servingCertificate().toString())
                .withOauthToken(files.adminToken())
                // A busy machine answers late, and a create that is sent again is told that the object exists.
                .withRequestTimeout((int) PATIENT_REQUEST.toMillis())
                .withNamespace("default");
    }

    /** A kubeconfig file with every right; readable until {@link #close()}. */
    public Path kubeconfig() {
        return files.kubeconfig();
    }

    /** Where the API server listens, for example {@code https://127.0.0.1:41234}. */
    public String url() {
        return url;
    }

    /**
     * All requests answered so far, oldest first, the server's own included; a watch counts from its start. An entry appears
     * at the latest shortly after the caller has its answer.
     */
    public List<AuditEvent> auditEvents() {
        return new AuditLog(files.auditLog()).events();
    }

    /** Closes all clients, kills all processes and deletes all files. */
    @Override
    public void close() {
        if (Runtime.getRuntime().removeShutdownHook(deleteAtExit)) {
            stop();
        }
    }

    private synchronized KubernetesClient client(Config config) {
        KubernetesClient client =
                new KubernetesClientBuilder().withConfig(config).build();
        clients.push(client);
        return client;
    }

    private RealCluster started() throws IOException, InterruptedException {
        boolean ready = false;
        try {
            List<Integer> ports = freePorts(3);
            String store = "http://127.0.0.1:" + ports.get(0);
            processes.push(ChildProcess.start(
                    binaries.etcd(),
                    Arguments.etcd(files, store, "http://127.0.0.1:" + ports.get(1)),
                    files.directory()));
            url = "https://127.0.0.1:" + ports.get(2);
            ChildProcess server = ChildProcess.start(
                    binaries.apiServer(),
                    Arguments.apiServer(files, store, ports.get(2), options.apiServerArguments()),
                    files.directory());
            processes.push(server);
            awaitReady(server);
            files.writeKubeconfig(url);
            startControllers();
            ready = true;
            return this;
        } finally {
            if (!ready) {
                close();
            }
        }
    }

    private void startControllers() throws IOException, InterruptedException {
        if (options.controllers().isEmpty()) {
            return;
        }
        Path program = binaries.controllerManager()
                .orElseThrow(() -> new IllegalStateException("Controllers were asked for, but " + binaries.directory()
                        + " has no kube-controller-manager; run .ci/kube-binaries"));
        ChildProcess controllers = ChildProcess.start(
                program, Arguments.controllerManager(files, options.controllers()), files.directory());
        processes.push(controllers);
        controllers.requireAliveFor(POLL);
    }

    private void awaitReady(ChildProcess server) throws InterruptedException {
        long deadline = System.nanoTime() + options.startupTimeout().toNanos();
        while (!Files.exists(files.servingCertificate())) {
            waitOn(server, deadline);
        }
        Config impatient = config().withRequestRetryBackoffLimit(0).build();
        try (KubernetesClient probe =
                new KubernetesClientBuilder().withConfig(impatient).build()) {
            while (!serves(probe)) {
                waitOn(server, deadline);
            }
        }
    }

    private void waitOn(ChildProcess server, long deadline) throws InterruptedException {
        for (ChildProcess process : processes) {
            process.requireAliveFor(process == server ? POLL : Duration.ZERO);
        }
        if (System.nanoTime() > deadline) {
            throw new IllegalStateException(
                    "kube-apiserver was not ready after " + options.startupTimeout() + ": " + server.logTail());
        }
    }

    private static boolean serves(KubernetesClient probe) {
        try {
            return probe.raw("/readyz") != null
                    && probe.namespaces().withName("default").get() != null;
        } catch (KubernetesClientException notYet) {
            return false;
        }
    }

    /** The ports are free when asked for; all sockets are open at once so that they differ. */
    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }

    private synchronized void stop() {
        while (!clients.isEmpty()) {
            try {
                clients.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("Cannot close a client of the cluster " + url, e);
            }
        }
        while (!processes.isEmpty()) {
            processes.pop().close();
        }
        files.delete();
    }
}
