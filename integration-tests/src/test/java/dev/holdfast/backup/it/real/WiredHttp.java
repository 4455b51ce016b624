package dev.holdfast.backup.it.real;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** An HTTP client whose requests go over a {@link Wire}; its watches do not. */
record WiredHttp(HttpClient real, Wire wire) implements HttpClient {

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, Class<T> type) {
        return wire.send(request, () -> real.sendAsync(request, type));
    }

    @Override
    public CompletableFuture<HttpResponse<AsyncBody>> consumeBytes(
            HttpRequest request, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        return real.consumeBytes(request, consumer);
    }

    @Override
    public WebSocket.Builder newWebSocketBuilder() {
        return real.newWebSocketBuilder();
    }

    @Override
    public HttpRequest.Builder newHttpRequestBuilder() {
        return real.newHttpRequestBuilder();
    }

    @Override
    public DerivedClientBuilder newBuilder() {
        return new Derived(real.newBuilder(), wire);
    }

    @Override
    public boolean isClosed() {
        return real.isClosed();
    }

    @Override
    public void close() {
        real.close();
    }

    /** Of a client over the same wire. */
    private record Derived(DerivedClientBuilder real, Wire wire) implements DerivedClientBuilder {

        @Override
        public HttpClient build() {
            return new WiredHttp(real.build(), wire);
        }

        @Override
        public DerivedClientBuilder addOrReplaceInterceptor(String name, Interceptor interceptor) {
            return new Derived(real.addOrReplaceInterceptor(name, interceptor), wire);
        }

        @Override
        public DerivedClientBuilder authenticatorNone() {
            return new Derived(real.authenticatorNone(), wire);
        }

        @Override
        public DerivedClientBuilder tag(Object tag) {
            return new Derived(real.tag(tag), wire);
        }
    }
}
