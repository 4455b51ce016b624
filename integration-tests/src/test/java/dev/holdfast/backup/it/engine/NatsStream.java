package dev.holdfast.backup.it.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The JetStream stream that the published class names.
 *
 * @param server where it is
 */
record NatsStream(NatsServer server) {

    private static final String NAME = "ORDERS";

    void create() {
        server.run("stream", "add", NAME, "--subjects", "orders.>", "--description", "öffentlich", "--defaults");
    }

    /** Adds messages to it that all differ. */
    void publish(String subject, int count) {
        server.run("pub", subject, "--count", "" + count, "--header", "Origin:Zoë", "№ {{Count}} of " + subject);
    }

    void remove(long sequence) {
        server.run("stream", "rmm", NAME, Long.toString(sequence), "--force");
    }

    void destroy() {
        server.run("stream", "rm", NAME, "--force");
    }

    /** How it is set up. */
    JsonNode configuration() {
        return info().path("config");
    }

    /** Every message in order: number, subject, headers, bytes and time. */
    List<JsonNode> messages() {
        JsonNode state = info().path("state");
        return LongStream.rangeClosed(
                        state.path("first_seq").asLong(), state.path("last_seq").asLong())
                .mapToObj(sequence -> ask("STREAM.MSG.GET", "{\"seq\":" + sequence + "}"))
                .filter(answer -> answer.has("message"))
                .map(answer -> answer.get("message"))
                .toList();
    }

    private JsonNode info() {
        JsonNode info = ask("STREAM.INFO", "");
        if (info.has("error")) {
            throw new AssertionError("stream " + NAME + ": " + info.get("error"));
        }
        return info;
    }

    private JsonNode ask(String what, String question) {
        try {
            return World.JSON.readTree(server.run("request", "--raw", "$JS.API." + what + "." + NAME, question));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
