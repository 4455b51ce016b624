package dev.holdfast.backup.testkit.s3;

import java.nio.file.Path;
import java.util.Optional;

/** Writes the configuration files of S3Proxy. */
final class S3ProxySettings {

    /** Without it the server logs every detail of its start, which costs time. */
    static final String LOGGING =
            """
            <configuration>
              <appender name="OUT" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%level %msg%n</pattern></encoder>
              </appender>
              <root level="INFO"><appender-ref ref="OUT"/></root>
            </configuration>
            """;

    private S3ProxySettings() {}

    static String properties(S3Server.Options options, Optional<ServerCertificate> certificate, Path buckets) {
        String listener = certificate
                .map(tls ->
                        """
                        s3proxy.secure-endpoint=https://127.0.0.1:%d
                        s3proxy.keystore-path=%s
                        s3proxy.keystore-password=%s
                        """
                                .formatted(options.port(), tls.keyStore(), ServerCertificate.PASSWORD))
                .orElseGet(() -> "s3proxy.endpoint=http://127.0.0.1:%d%n".formatted(options.port()));
        return listener
                + """
                s3proxy.authorization=aws-v2-or-v4
                s3proxy.identity=%s
                s3proxy.credential=%s
                jclouds.provider=filesystem-nio2
                jclouds.identity=unused
                jclouds.credential=unused
                jclouds.filesystem.basedir=%s
                """
                        .formatted(options.accessKey(), options.secretKey(), buckets);
    }
}
