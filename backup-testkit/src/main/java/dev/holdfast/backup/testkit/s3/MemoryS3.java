package dev.holdfast.backup.testkit.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * One bucket in memory, as an S3 service on the loopback interface that can be looked at, listed and erased from: for operators in tests,
 * which write their artifacts here directly. Path style; of a request's signature only the access key is looked at. Uploads and bulk
 * deletions are answered with {@code NotImplemented}. {@link S3Server} is the server for real bytes. Thread-safe.
 */
public final class MemoryS3 implements AutoCloseable {

    /** The access key it accepts. */
    public static final String ACCESS_KEY = "memory-access";

    private final String bucket;
    private final ConcurrentSkipListMap<String, byte[]> objects = new ConcurrentSkipListMap<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "memory-s3");
        thread.setDaemon(true);
        return thread;
    });

    private MemoryS3(String bucket, HttpServer server) {
        this.bucket = bucket;
        this.server = server;
    }

    /**
     * Starts a service with one empty bucket.
     *
     * @throws UncheckedIOException if no port can be had
     */
    public static MemoryS3 start(String bucket) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            MemoryS3 made = new MemoryS3(bucket, server);
            server.createContext("/", made::answer);
            server.setExecutor(made.threads);
            server.start();
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException("no port on the loopback interface for an S3 service", e);
        }
    }

    /** The URL of the service. */
    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Stores an object, in place of one of that key. */
    public void put(String key, byte[] bytes) {
        objects.put(key, bytes.clone());
    }

    /** The bytes of an object; empty if there is none. */
    public Optional<byte[]> get(String key) {
        return Optional.ofNullable(objects.get(key)).map(byte[]::clone);
    }

    /** Removes an object, and says whether there was one. */
    public boolean remove(String key) {
        return objects.remove(key) != null;
    }

    /** The keys of all objects, in order. */
    public List<String> keys() {
        return List.copyOf(objects.keySet());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            respond(exchange);
        }
    }

    private void respond(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring(1);
        int slash = path.indexOf('/');
        String name = slash < 0 ? path : path.substring(0, slash);
        String key = slash < 0 ? "" : path.substring(slash + 1);
        String credential = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .orElse("");
        if (!credential.contains("Credential=" + ACCESS_KEY + "/")) {
            refuse(exchange, 403, "InvalidAccessKeyId");
        } else if (!name.equals(bucket)) {
            refuse(exchange, 404, "NoSuchBucket");
        } else if (key.isEmpty()) {
            ofBucket(exchange);
        } else {
            ofObject(exchange, key);
        }
    }

    private void ofBucket(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestMethod()) {
            case "HEAD" -> exchange.sendResponseHeaders(200, -1);
            case "GET" -> xml(exchange, 200, S3Listing.of(bucket, objects, parameters(exchange)));
            default -> refuse(exchange, 501, "NotImplemented");
        }
    }

    private static Map<String, String> parameters(HttpExchange exchange) {
        Map<String, String> parameters = new TreeMap<>();
        String query =
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        for (String part : query.split("&")) {
            String[] pair = part.split("=", 2);
            parameters.put(pair[0], pair.length < 2 ? "" : URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }

    private void ofObject(HttpExchange exchange, String key) throws IOException {
        Optional<byte[]> found = get(key);
        String method = exchange.getRequestMethod();
        if (method.equals("DELETE")) {
            objects.remove(key);
            exchange.sendResponseHeaders(204, -1);
        } else if (!method.equals("GET") && !method.equals("HEAD")) {
            refuse(exchange, 501, "NotImplemented");
        } else if (found.isEmpty()) {
            refuse(exchange, 404, "NoSuchKey");
        } else {
            exchange.getResponseHeaders().set("ETag", "\"" + etag(found.get()) + "\"");
            exchange.getResponseHeaders().set("Last-Modified", S3Listing.MODIFIED_HEADER);
            send(exchange, 200, found.get());
        }
    }

    static String etag(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    private static void refuse(HttpExchange exchange, int code, String word) throws IOException {
        xml(exchange, code, "<Error><Code>" + word + "</Code><Message>" + word + "</Message></Error>");
    }

    private static void xml(HttpExchange exchange, int code, String body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        send(exchange, code, ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + body).getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int code, byte[] bytes) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(bytes.length));
            exchange.sendResponseHeaders(code, -1);
            return;
        }
        exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    /** Stops answering; what was stored is forgotten. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
