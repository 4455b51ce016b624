package dev.holdfast.backup.it.engine;

import dev.holdfast.backup.testkit.embedded.FinishedProcess;
import dev.holdfast.backup.testkit.embedded.GuardedProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A NATS server with JetStream. The published strategy takes its port for granted, so what is free and its own is the loopback
 * address.
 */
final class NatsServer implements AutoCloseable {

    private static final int PORT = 4222;
    private static final int ADDRESSES_TO_TRY = 20;
    private static final Pattern READY = Pattern.compile("Server is ready");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final GuardedProcess process;
    private final Path client;
    private final String address;
    private final String url;

    private NatsServer(GuardedProcess process, Path client, String address, String url) {
        this.process = process;
        this.client = client;
        this.address = address;
        this.url = url;
    }

    /** Starts one that keeps its data in this directory and knows one user; skips the test where no address is free. */
    static NatsServer start(NatsPrograms programs, Path directory, String user, String password) {
        Optional<String> free = Stream.generate(NatsServer::anyLoopbackAddress)
                .limit(ADDRESSES_TO_TRY)
                .filter(NatsServer::isFree)
                .findFirst();
        Assumptions.assumeTrue(
                free.isPresent(),
                "port " + PORT
                        + " is taken on every loopback address; stop the server of this machine that listens there");
        String address = free.orElseThrow();
        try {
            Path configuration = Files.writeString(
                    Files.createDirectories(directory).resolve("nats.conf"),
                    """
                    listen: "%s:%d"
                    jetstream: {store_dir: "%s", max_memory_store: 16MB, max_file_store: 64MB}
                    authorization: {user: "%s", password: "%s"}
                    """
                            .formatted(address, PORT, directory, user, password));
            GuardedProcess process = GuardedProcess.start(
                    List.of(programs.server().toString(), "--config", configuration.toString()),
                    directory,
                    READY,
                    PATIENCE);
            return new NatsServer(
                    process, programs.client(), address, "nats://%s:%s@%s:%d".formatted(user, password, address, PORT));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare " + directory + " for a NATS server", e);
        }
    }

    private static String anyLoopbackAddress() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "127.%d.%d.%d".formatted(random.nextInt(1, 255), random.nextInt(1, 255), random.nextInt(1, 255));
    }

    private static boolean isFree(String address) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(address, PORT));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The loopback address that it listens on. */
    String address() {
        return address;
    }

    /** Runs the client against it; gives what the client printed. */
    String run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(client.toString(), "--no-context", "--server", url));
        command.addAll(List.of(arguments));
        return FinishedProcess.run(command, "").orThrow("nats " + String.join(" ", arguments));
    }

    @Override
    public void close() {
        process.close();
    }
}
