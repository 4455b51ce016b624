package dev.holdfast.backup.samples.host.demo;

import dev.holdfast.backup.testkit.s3.S3Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program {@code artifact} of the demo's container image: this program's own command in a JVM that is tuned to start fast.
 * The classes that it needs are kept in an archive, made by the first demo, which halves the start of every later one.
 */
final class ArtifactTool {

    private static final Logger LOG = LoggerFactory.getLogger(ArtifactTool.class);
    private static final long PATIENCE_SECONDS = 60;
    private static final Pattern ARCHIVE = Pattern.compile("artifact-[0-9a-f]+\\.jsa");
    private static final List<String> FAST_START =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-XX:-UsePerfData", "-Xmx192m");

    private final DemoFiles files;
    private final Path archive;

    ArtifactTool(DemoFiles files) {
        this.files = files;
        this.archive = files.home().resolve("artifact-" + stamp(files.program()) + ".jsa");
    }

    // An archive fits exactly one state of the program.
    private static String stamp(Path program) {
        try {
            return Long.toHexString(Files.getLastModifiedTime(program).toMillis());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + program, e);
        }
    }

    /** Writes the program as a script. */
    Path script() {
        List<String> command = java();
        if (Files.exists(archive)) {
            command.add("-XX:SharedArchiveFile=" + archive);
        }
        command.addAll(files.startAgain());
        String words = command.stream().map(ArtifactTool::quoted).collect(Collectors.joining(" "));
        Path script = files.in("artifact");
        try {
            Files.writeString(script, "#!/bin/sh\nexec " + words + " artifact \"$@\"\n");
            if (!script.toFile().setExecutable(true)) {
                throw new IOException("it cannot be made executable");
            }
            return script;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + script, e);
        }
    }

    /** Makes the archive from an upload, unless it is there. Without it all is the same, but slower. */
    void warmUp(S3Server store) {
        if (Files.exists(archive)) {
            return;
        }
        Path part = files.in("artifact.jsa");
        List<String> command = java();
        command.add("-XX:ArchiveClassesAtExit=" + part);
        command.addAll(files.startAgain());
        command.addAll(List.of("artifact", "put", "/etc/hostname", "s3://" + StoreSecret.BUCKET + "/warm-up"));
        ProcessBuilder upload = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(files.in("warm-up.log").toFile());
        upload.environment()
                .putAll(Map.of(
                        "S3_ENDPOINT", store.endpoint(),
                        "AWS_ACCESS_KEY_ID", store.accessKey(),
                        "AWS_SECRET_ACCESS_KEY", store.secretKey()));
        try {
            Process process = upload.start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            } else if (process.exitValue() == 0 && Files.exists(part)) {
                removeOutdated();
                Files.move(part, archive);
            }
        } catch (IOException e) {
            LOG.info("no archive of classes, so that artifacts move a little slower: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Archives of programs that were built before. */
    private void removeOutdated() throws IOException {
        List<Path> outdated;
        try (Stream<Path> entries = Files.list(files.home())) {
            outdated = entries.filter(entry ->
                            ARCHIVE.matcher(entry.getFileName().toString()).matches())
                    .toList();
        }
        for (Path entry : outdated) {
            Files.deleteIfExists(entry);
        }
    }

    private static List<String> java() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FAST_START);
        return command;
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
