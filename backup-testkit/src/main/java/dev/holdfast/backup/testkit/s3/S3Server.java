package dev.holdfast.backup.testkit.s3;

import dev.holdfast.backup.testkit.embedded.EmbeddedFiles;
import dev.holdfast.backup.testkit.embedded.GuardedProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * S3Proxy in a JVM of its own: checks signatures, keeps objects as files. Speaks path style. Knows neither versions nor
 * object locks. Safe for use by several threads.
 */
public final class S3Server implements AutoCloseable {

    private static final Pattern STARTED = Pattern.compile("Started .*ServerConnector@.*\\{127\\.0\\.0\\.1:(\\d+)}");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final GuardedProcess process;
    private final Options options;
    private final Optional<ServerCertificate> certificate;
    private final Path buckets;

    private S3Server(GuardedProcess process, Options options, Optional<ServerCertificate> certificate, Path buckets) {
        this.process = process;
        this.options = options;
        this.certificate = certificate;
        this.buckets = buckets;
    }

    /**
     * How to run the server.
     *
     * @param directory where it keeps its configuration and, below {@code buckets}, the objects; kept when it stops
     * @param port port on the loopback interface; 0 for any free one
     * @param accessKey the only access key it accepts
     * @param secretKey its secret
     * @param tlsNames subject alternative names of its self-signed certificate, in keytool's form; plain http when empty
     */
    public record Options(Path directory, int port, String accessKey, String secretKey, Optional<String> tlsNames) {

        /** Plain http on any free port, with fixed keys. */
        public static Options in(Path directory) {
            return new Options(directory.toAbsolutePath(), 0, "local-access", "local-secret", Optional.empty());
        }

        /** The same over https, with a certificate for {@code localhost} and {@code 127.0.0.1}. */
        public Options withTls() {
            return withTlsNames("dns:localhost,ip:127.0.0.1");
        }

        /** The same over https, with a certificate for other names, for example {@code dns:elsewhere}. */
        public Options withTlsNames(String names) {
            return new Options(directory, port, accessKey, secretKey, Optional.of(names));
        }

        /** The same on a fixed port. */
        public Options withPort(int fixed) {
            return new Options(directory, fixed, accessKey, secretKey, tlsNames);
        }

        /** The same with other keys. */
        public Options withKeys(String access, String secret) {
            return new Options(directory, port, access, secret, tlsNames);
        }
    }

    /**
     * Starts a server from the jars this build collects and waits until it answers.
     *
     * @throws IllegalStateException when the jars are missing or the server does not start
     */
    public static S3Server start(Options options) {
        return start(options, EmbeddedFiles.libraries("s3proxy"));
    }

    /** The same from the jars in a given directory. */
    public static S3Server start(Options options, Path libraries) {
        Path buckets = options.directory().resolve("buckets");
        try {
            Files.createDirectories(buckets);
            Optional<ServerCertificate> certificate =
                    options.tlsNames().map(names -> ServerCertificate.create(options.directory(), names));
            Path properties = options.directory().resolve("s3proxy.properties");
            Path logging = options.directory().resolve("logback.xml");
            Files.writeString(properties, S3ProxySettings.properties(options, certificate, buckets));
            Files.writeString(logging, S3ProxySettings.LOGGING);
            GuardedProcess process = GuardedProcess.start(
                    command(libraries, properties, logging), options.directory(), STARTED, PATIENCE);
            return new S3Server(process, options, certificate, buckets);
        } catch (IOException e) {
            throw new UncheckedIOException("the S3 server's files cannot be written to " + options.directory(), e);
        }
    }

    private static List<String> command(Path libraries, Path properties, Path logging) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xss512k",
                "-Xmx256m",
                "-Dlogback.configurationFile=" + logging,
                "-cp",
                libraries.toAbsolutePath() + "/*",
                "org.gaul.s3proxy.Main",
                "--properties",
                properties.toString());
    }

    /** The URL of the service, with the loopback address and the port. */
    public String endpoint() {
        String port = process.readyLine().group(1);
        return (certificate.isPresent() ? "https://127.0.0.1:" : "http://127.0.0.1:") + port;
    }

    /** The access key it accepts. */
    public String accessKey() {
        return options.accessKey();
    }

    /** The secret key it accepts. */
    public String secretKey() {
        return options.secretKey();
    }

    /** Its certificate in PEM form, to be trusted as an authority; empty without TLS. */
    public Optional<String> caPem() {
        return certificate.map(ServerCertificate::pem);
    }

    /** Makes a bucket; nothing happens when it exists. */
    public void createBucket(String name) {
        try {
            // A directory that others may read would be a public bucket to this server.
            Files.createDirectories(
                    buckets.resolve(name),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new UncheckedIOException("the bucket " + name + " cannot be made", e);
        }
    }

    /** Where the server keeps an object's bytes, for example to damage them. */
    public Path fileOf(String bucket, String key) {
        return buckets.resolve(bucket).resolve(key);
    }

    /** The process of the server. */
    public GuardedProcess process() {
        return process;
    }

    /** Kills the server; its files stay. */
    @Override
    public void close() {
        process.close();
    }
}
