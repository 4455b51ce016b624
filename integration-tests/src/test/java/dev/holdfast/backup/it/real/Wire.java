package dev.holdfast.backup.it.real;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.impl.KubernetesClientImpl;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One engine's connection to the API server. At a request that a test names the engine dies: the server has carried it out, its answer
 * and all that comes after it are lost. Or the connection stalls: that request and all after it wait on their way, whatever the engine
 * makes of that, and reach the server when they are {@linkplain #letGo() let go}. Watches that are open stay open. Requests are named
 * like {@code create secrets} or {@code patch restorejobs/status}. Thread-safe.
 */
final class Wire {

    private static final Map<String, String> VERBS =
            Map.of("POST", "create", "PATCH", "patch", "PUT", "update", "DELETE", "delete");
    private static final Pattern PATH =
            Pattern.compile("/(?:api|apis/[^/]+)/[^/]+(?:/namespaces/[^/]+)?/([^/]+)(?:/[^/]+(/[^/]+)?)?");

    private final CompletableFuture<Void> reached = new CompletableFuture<>();
    private final CompletableFuture<Void> letGo = new CompletableFuture<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Queue<Late> late = new ConcurrentLinkedQueue<>();
    private volatile String awaited = "";
    private volatile State end = State.OPEN;
    private volatile State state = State.OPEN;

    private enum State {
        OPEN,
        STALLED,
        DEAD
    }

    /**
     * A write that reached the server after the connection had stalled.
     *
     * @param status of the answer; 0 if there was none
     */
    record Late(String request, int status) {

        boolean isAccepted() {
            return status >= 200 && status < 300;
        }
    }

    /** A client whose requests go over this wire; closing it closes {@code real}. */
    KubernetesClient client(KubernetesClient real) {
        return new KubernetesClientImpl(new WiredHttp(real.getHttpClient(), this), real.getConfiguration());
    }

    /** From now on the engine dies once the server has carried out such a request. */
    void dieAt(String request) {
        end = State.DEAD;
        awaited = request;
    }

    /** From now on the connection stalls at the first such request. */
    void stallAt(String request) {
        end = State.STALLED;
        awaited = request;
    }

    /** The connection stalls at this moment. */
    void stall() {
        state = State.STALLED;
        reached.complete(null);
    }

    /** Waits until the named request was made. */
    void awaitReached() {
        VaultTenant.await(reached::isDone);
    }

    /** What has waited reaches the server, and what comes later passes; returns when all that has waited is answered. */
    void letGo() {
        state = State.OPEN;
        letGo.complete(null);
        VaultTenant.await(() -> waiting.get() == 0);
    }

    /** The writes that had waited or came later, those of the lease aside. */
    List<Late> late() {
        return List.copyOf(late);
    }

    <T> CompletableFuture<HttpResponse<T>> send(
            HttpRequest request, Supplier<CompletableFuture<HttpResponse<T>>> server) {
        String name = name(request);
        boolean here = name.equals(awaited);
        if (here && end == State.STALLED && !reached.isDone()) {
            stall();
        }
        return switch (state) {
            case DEAD -> dead();
            case STALLED -> waited(name, server);
            case OPEN -> here && end == State.DEAD ? server.get().thenCompose(this::died) : told(name, server.get());
        };
    }

    private <T> CompletableFuture<HttpResponse<T>> died(HttpResponse<T> answer) {
        if (!answer.isSuccessful()) {
            return CompletableFuture.completedFuture(answer);
        }
        state = State.DEAD;
        reached.complete(null);
        return dead();
    }

    private static <T> CompletableFuture<T> dead() {
        return CompletableFuture.failedFuture(new IOException("this engine has died"));
    }

    private <T> CompletableFuture<HttpResponse<T>> waited(
            String name, Supplier<CompletableFuture<HttpResponse<T>>> server) {
        waiting.incrementAndGet();
        return told(name, letGo.thenCompose(go -> server.get())).whenComplete((a, e) -> waiting.decrementAndGet());
    }

    private <T> CompletableFuture<HttpResponse<T>> told(String name, CompletableFuture<HttpResponse<T>> answer) {
        boolean counts = reached.isDone() && !name.isEmpty() && !name.endsWith(" leases");
        return counts ? answer.whenComplete((a, e) -> late.add(new Late(name, a == null ? 0 : a.code()))) : answer;
    }

    /** Verb and resource of a write; empty for reads, and for what is only tried. */
    private static String name(HttpRequest request) {
        String query = String.valueOf(request.uri().getQuery());
        Matcher path = PATH.matcher(request.uri().getPath());
        boolean isWrite = VERBS.containsKey(request.method()) && !query.contains("dryRun") && path.matches();
        String part = isWrite && path.group(2) != null ? path.group(2) : "";
        return isWrite ? VERBS.get(request.method()) + " " + path.group(1) + part : "";
    }
}
