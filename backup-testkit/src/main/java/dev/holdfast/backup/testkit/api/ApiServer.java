package dev.holdfast.backup.testkit.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP side: reads requests, hands them on, writes answers. */
final class ApiServer implements AutoCloseable {

    /** The JDK's server sends headers and body apart; without this the second waits 40 ms for the first. */
    private static final String NO_DELAY = "sun.net.httpserver.nodelay";

    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);

    private final Dispatcher dispatcher;
    private final HttpServer server;
    private final ExecutorService threads;

    ApiServer(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
        this.threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "simulated-api");
            thread.setDaemon(true);
            return thread;
        });
        if (System.getProperty(NO_DELAY) == null) {
            System.setProperty(NO_DELAY, "true");
        }
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("no port of the loopback address could be opened", e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (RequestParser.header(exchange.getRequestHeaders(), "Upgrade").equalsIgnoreCase("websocket")) {
                // An empty 200 makes clients go on with a plain streaming GET at once; a 503 they would retry for long.
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            ApiRequest request = RequestParser.parse(exchange);
            Dispatcher.Outcome outcome = dispatcher.dispatch(request);
            if (outcome instanceof Dispatcher.Reply reply) {
                reply(exchange, reply.answer());
            }
        } catch (IOException e) {
            LOG.debug("the client of {} went away: {}", exchange.getRequestURI().getPath(), e.toString());
        }
    }

    private static void reply(HttpExchange exchange, Answer answer) throws IOException {
        if (answer instanceof Answer.Body body) {
            exchange.getResponseHeaders().set("Content-Type", body.contentType());
            body.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            body.warnings().forEach(text -> exchange.getResponseHeaders()
                    .add("Warning", "299 - \"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\""));
            exchange.sendResponseHeaders(body.status(), body.bytes().length == 0 ? -1 : body.bytes().length);
            exchange.getResponseBody().write(body.bytes());
            return;
        }
        Answer.Stream stream = (Answer.Stream) answer;
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(stream.status(), 0);
        try (OutputStream out = exchange.getResponseBody()) {
            stream.writer().write(out);
        }
    }
}
