package dev.holdfast.backup.samples.host.demo;

import dev.holdfast.backup.engine.BackupEngine;
import dev.holdfast.backup.engine.EngineOptions;
import dev.holdfast.backup.samples.host.cli.LoadedDrivers;
import dev.holdfast.backup.spi.Drivers;
import dev.holdfast.backup.testkit.api.SimulatedApi;
import dev.holdfast.backup.testkit.jobs.SimulatedJobController;
import dev.holdfast.backup.testkit.mariadb.MariaDbServer;
import dev.holdfast.backup.testkit.pods.ImageTable;
import dev.holdfast.backup.testkit.pods.LocalImage;
import dev.holdfast.backup.testkit.pods.ProcessKubelet;
import dev.holdfast.backup.testkit.s3.S3Server;
import dev.holdfast.backup.testkit.schema.SchemaAdmission;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything the demo needs, on this machine: a Kubernetes API in this JVM with a Job controller and a kubelet that runs
 * containers as processes, an S3 server, a MariaDB server, and the engine. Ends with this JVM, whatever happens to it.
 */
final class DemoEnvironment implements AutoCloseable {

    static final String APPLICATION = "orders";
    static final String COPY = "orders-copy";

    private static final Logger LOG = LoggerFactory.getLogger(DemoEnvironment.class);
    private static final String IMAGE = "demo/mariadb-tools:1";
    private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

    private final DemoFiles files;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    private DemoEnvironment(DemoFiles files) {
        this.files = files;
    }

    /**
     * What the demo works with.
     *
     * @param runs to ask for backups and restores
     * @param original the database of the application
     * @param copy the database of the second application, empty at first
     * @param api the cluster
     */
    record Parts(Runs runs, OrdersDatabase original, OrdersDatabase copy, SimulatedApi api) {}

    /** As whom the engine talks to the cluster. */
    static final String ENGINE_USER = "holdfast";

    /** An environment in which nothing runs yet. */
    static DemoEnvironment in(DemoFiles files) {
        return new DemoEnvironment(files);
    }

    /** Starts everything, side by side where possible. */
    Parts start() {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            CompletableFuture<MariaDbServer> database = CompletableFuture.supplyAsync(this::database, threads);
            CompletableFuture<S3Server> store = CompletableFuture.supplyAsync(this::store, threads);
            CompletableFuture<SimulatedApi> api = CompletableFuture.supplyAsync(this::api, threads);
            ArtifactTool tool = new ArtifactTool(files);
            CompletableFuture<Void> warm = store.thenAcceptAsync(tool::warmUp, threads);
            KubernetesClient client = keep(join(api).client());
            DemoObjects objects = new DemoObjects(client);
            Drivers drivers = LoadedDrivers.find();
            objects.definitions(drivers);
            engine(join(api), drivers).start();
            objects.platform(join(store));
            objects.tenant();
            MariaDbServer server = join(database);
            objects.database(server, APPLICATION, "orders");
            objects.database(server, COPY, "orders_copy");
            join(warm);
            kubelet(join(api), server, tool.script());
            return new Parts(
                    new Runs(client, DemoObjects.APPLICATION_KIND, DemoObjects.BACKUP_CLASS),
                    new OrdersDatabase(server, "orders"),
                    new OrdersDatabase(server, "orders_copy"),
                    join(api));
        } finally {
            threads.shutdown();
        }
    }

    private MariaDbServer database() {
        MariaDbServer server = MariaDbServer.start(files.in("database"), files.cache(), files.server("mariadb"));
        keep(server);
        // Ends first, and at once: the data has served its purpose, and would survive anyway.
        keep(server.process());
        return server;
    }

    private S3Server store() {
        S3Server store = keep(S3Server.start(S3Server.Options.in(files.in("store")), files.server("s3proxy")));
        store.createBucket(StoreSecret.BUCKET);
        return store;
    }

    private SimulatedApi api() {
        return keep(SimulatedApi.builder()
                .admission(new SchemaAdmission())
                .controller(new SimulatedJobController(RETRY_DELAY))
                .start());
    }

    private BackupEngine engine(SimulatedApi api, Drivers drivers) {
        EngineOptions options = EngineOptions.defaults()
                .withNamespace(DemoObjects.ENGINE_NAMESPACE)
                .withIdentity("demo");
        KubernetesClient client = keep(api.client(ENGINE_USER));
        return keep(BackupEngine.builder()
                .client(client)
                .drivers(drivers)
                .options(options)
                .build());
    }

    private void kubelet(SimulatedApi api, MariaDbServer server, Path artifact) {
        LocalImage image = LocalImage.host()
                .withExecutable("mariadb", server.client())
                .withExecutable("mariadb-dump", server.dumpTool())
                .withExecutable("artifact", artifact)
                // The program and its archive of classes, in case they lie where containers have a place of their own.
                .withDirectory(files.home())
                .withDirectory(files.program().resolveSibling(""));
        keep(ProcessKubelet.builder(keep(api.client("system:node:demo")))
                .images(ImageTable.builder().image(IMAGE, image).build())
                .workDirectory(files.in("pods"))
                .start());
    }

    private <T extends AutoCloseable> T keep(T part) {
        synchronized (running) {
            running.push(part);
        }
        return part;
    }

    private static <T> T join(CompletableFuture<T> part) {
        try {
            return part.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Ends everything, last started first. */
    @Override
    public void close() {
        synchronized (running) {
            while (!running.isEmpty()) {
                end(running.pop());
            }
        }
    }

    private static void end(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.warn("{} did not end as it should", part.getClass().getSimpleName(), e);
        }
    }
}
