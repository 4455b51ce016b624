package dev.holdfast.backup.testkit.mariadb;

import dev.holdfast.backup.testkit.embedded.EmbeddedFiles;
import dev.holdfast.backup.testkit.embedded.FinishedProcess;
import dev.holdfast.backup.testkit.embedded.GuardedProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A MariaDB server on the loopback interface. The account {@code root} has no password and may only come from this
 * machine. It speaks no TLS, which its own client and dump tool demand unless they are given {@code --skip-ssl}. Safe for
 * use by several threads.
 */
public final class MariaDbServer implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("ready for connections");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");
    private static final String SOCKET = "s";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration GRACE = Duration.ofSeconds(20);

    private final MariaDbFiles files;
    private final GuardedProcess process;
    private final Path run;
    private final int port;

    private MariaDbServer(MariaDbFiles files, GuardedProcess process, Path run, int port) {
        this.files = files;
        this.process = process;
        this.run = run;
        this.port = port;
    }

    /**
     * Starts a server on any free port.
     *
     * @param data its data directory; made when missing, used again when it exists, kept when the server stops
     * @param cache where the programs are unpacked once; the same for all servers
     * @throws IllegalStateException when the binaries are missing or the server does not start
     */
    public static MariaDbServer start(Path data, Path cache) {
        return start(data, cache, EmbeddedFiles.libraries("mariadb"));
    }

    /** The same with the jar of binaries from a given directory. */
    public static MariaDbServer start(Path data, Path cache, Path libraries) {
        MariaDbFiles files = MariaDbFiles.in(cache, libraries);
        Path directory = data.toAbsolutePath();
        try {
            if (!Files.isDirectory(directory.resolve("mysql"))) {
                OnceDirectory.copy(files.template(), directory);
            }
            // Names of sockets are limited to about a hundred bytes, so the data directory is no place for it.
            Path run = Files.createTempDirectory("db");
            int port = freePort();
            GuardedProcess process =
                    GuardedProcess.start(command(files, directory, run, port), directory, READY, PATIENCE);
            return new MariaDbServer(files, process, run, port);
        } catch (IOException e) {
            throw new UncheckedIOException("MariaDB's data directory " + directory + " cannot be prepared", e);
        }
    }

    private static List<String> command(MariaDbFiles files, Path data, Path run, int port) {
        List<String> command = new ArrayList<>(List.of(
                files.program("mariadbd").toString(),
                "--no-defaults",
                "--basedir=" + files.base(),
                "--lc-messages-dir=" + files.base().resolve("share"),
                "--datadir=" + data,
                "--socket=" + run.resolve(SOCKET),
                "--tmpdir=" + run,
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--skip-ssl",
                "--skip-name-resolve",
                "--skip-log-bin",
                "--innodb-use-native-aio=0",
                "--innodb-buffer-pool-size=32M",
                "--innodb-buffer-pool-load-at-startup=0",
                "--innodb-buffer-pool-dump-at-shutdown=0"));
        command.addAll(MariaDbFiles.asRoot());
        return command;
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    /**
     * Runs statements as {@code root} and answers their result as tab-separated lines without headings.
     *
     * @throws IllegalStateException when a statement fails; the message holds the server's
     */
    public String execute(String sql) {
        List<String> command = List.of(
                client().toString(),
                "--no-defaults",
                "--skip-ssl",
                "--socket=" + socket(),
                "--user=root",
                "--batch",
                "--skip-column-names");
        return FinishedProcess.run(command, sql).orThrow("mariadb").stripTrailing();
    }

    /**
     * Makes an account that may do everything in one database, from this machine over TCP or the socket.
     *
     * @param database made when missing; letters, digits, "_" and "-", as the user
     * @param password any text
     */
    public void createAccount(String database, String user, String password) {
        if (!NAME.matcher(database).matches() || !NAME.matcher(user).matches()) {
            throw new IllegalArgumentException("database and user may only hold letters, digits, \"_\" and \"-\"");
        }
        String quoted = "'" + password.replace("\\", "\\\\").replace("'", "''") + "'";
        StringBuilder sql = new StringBuilder("CREATE DATABASE IF NOT EXISTS `" + database + "`;\n");
        for (String host : List.of("localhost", "127.0.0.1")) {
            String account = "'" + user + "'@'" + host + "'";
            sql.append("CREATE OR REPLACE USER ")
                    .append(account)
                    .append(" IDENTIFIED BY ")
                    .append(quoted)
                    .append(";\nGRANT ALL ON `")
                    .append(database)
                    .append("`.* TO ")
                    .append(account)
                    .append(";\n");
        }
        execute(sql.toString());
    }

    /** The TCP port on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** The Unix socket. */
    public Path socket() {
        return run.resolve(SOCKET);
    }

    /** The command line client, {@code mariadb}. */
    public Path client() {
        return files.program("mariadb");
    }

    /** The dump tool, {@code mariadb-dump}. */
    public Path dumpTool() {
        return files.program("mariadb-dump");
    }

    /** The process of the server. */
    public GuardedProcess process() {
        return process;
    }

    /** Lets the server finish its work and end; its data stays. */
    @Override
    public void close() {
        process.stop(GRACE);
        try {
            OnceDirectory.delete(run);
        } catch (IOException e) {
            throw new UncheckedIOException("the directory " + run + " of the socket cannot be removed", e);
        }
    }
}
