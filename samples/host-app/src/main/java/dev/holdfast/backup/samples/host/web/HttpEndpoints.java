package dev.holdfast.backup.samples.host.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.holdfast.backup.engine.Health;
import dev.holdfast.backup.samples.host.cli.CommandFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves {@code /healthz}, {@code /readyz?verbose} and {@code /metrics}. Thread-safe. */
public final class HttpEndpoints implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpEndpoints.class);
    private static final int THREADS = 2;

    private final HttpServer server;
    private final ExecutorService threads;

    private HttpEndpoints(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Starts to serve on all interfaces.
     *
     * @param port 0 for any free one
     * @param health asked for each request for {@code /readyz}
     * @param metrics asked for each request for {@code /metrics}; Prometheus' text format
     * @throws CommandFailure if the port is taken
     */
    public static HttpEndpoints start(int port, Supplier<List<Health>> health, Supplier<String> metrics) {
        HttpServer server = bind(port);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "http");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        HttpEndpoints endpoints = new HttpEndpoints(server, threads);
        endpoints.serve("/healthz", query -> Page.text(200, "ok\n"));
        endpoints.serve("/readyz", query -> Page.readiness(health.get(), query.contains("verbose")));
        endpoints.serve("/metrics", query -> Page.metrics(metrics.get()));
        endpoints.serve("/", query -> Page.text(404, "try /healthz, /readyz?verbose or /metrics\n"));
        server.start();
        return endpoints;
    }

    private static HttpServer bind(int port) {
        try {
            return HttpServer.create(new InetSocketAddress(port), 0);
        } catch (IOException e) {
            throw CommandFailure.failure("cannot serve HTTP on port " + port + ": " + e.getMessage());
        }
    }

    private void serve(String path, Function<String, Page> page) {
        server.createContext(path, exchange -> {
            try (exchange) {
                answer(exchange, path, page);
            }
        });
    }

    private static void answer(HttpExchange exchange, String path, Function<String, Page> page) throws IOException {
        Page answer = page(exchange, path, page);
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        exchange.sendResponseHeaders(answer.code(), head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }

    private static Page page(HttpExchange exchange, String path, Function<String, Page> page) {
        String asked = exchange.getRequestURI().getPath();
        if (!path.equals("/") && !asked.equals(path)) {
            return Page.text(404, "not found\n");
        }
        if (!List.of("GET", "HEAD").contains(exchange.getRequestMethod())) {
            return Page.text(405, "only GET\n");
        }
        try {
            return page.apply(
                    Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse(""));
        } catch (RuntimeException e) {
            LOG.warn("{} cannot be answered", path, e);
            return Page.text(500, "internal error; see the log\n");
        }
    }

    /** The port in use. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Ends all connections. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
