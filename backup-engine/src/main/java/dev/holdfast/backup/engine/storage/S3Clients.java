package dev.holdfast.backup.engine.storage;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import org.apache.hc.client5.http.DnsResolver;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Builds SDK clients that depend on nothing but their arguments: no profile files, no credentials and no proxies from
 * the environment of the process. A proxy would also resolve names for us, behind the policy's back.
 */
final class S3Clients {

    private S3Clients() {}

    /** The http client; closed by its owner after the S3 client. */
    static SdkHttpClient http(Optional<String> caPem, StoreTimeouts timeouts, DnsResolver resolver)
            throws GeneralSecurityException {
        Apache5HttpClient.Builder http = Apache5HttpClient.builder()
                .dnsResolver(resolver)
                .connectionTimeout(timeouts.connect())
                .connectionAcquisitionTimeout(timeouts.call())
                .socketTimeout(timeouts.silence())
                .maxConnections(16)
                .proxyConfiguration(ProxyConfiguration.builder()
                        .useSystemPropertyValues(false)
                        .useEnvironmentVariableValues(false)
                        .build());
        if (caPem.isPresent()) {
            TrustManager[] trusted = TrustedAuthorities.fromPem(caPem.get());
            http.tlsTrustManagersProvider(() -> trusted);
        }
        return http.build();
    }

    /** The S3 client over it. */
    static S3Client s3(
            StoreLocation location, StoreCredentials credentials, StoreTimeouts timeouts, SdkHttpClient http) {
        boolean eager = location.checksumMode() == ChecksumMode.WHEN_SUPPORTED;
        S3ClientBuilder builder = S3Client.builder()
                .httpClient(http)
                .region(Region.of(location.region()))
                .credentialsProvider(StaticCredentialsProvider.create(sdk(credentials)))
                .forcePathStyle(location.pathStyle())
                .disableMultiRegionAccessPoints(true)
                .requestChecksumCalculation(
                        eager ? RequestChecksumCalculation.WHEN_SUPPORTED : RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(
                        eager ? ResponseChecksumValidation.WHEN_SUPPORTED : ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(overrides(timeouts));
        if (!location.endpoint().isEmpty()) {
            builder.endpointOverride(URI.create(location.endpoint()));
        }
        if (!eager) {
            // Older stores refuse bulk deletes that carry CRC32 only.
            builder.addPlugin(LegacyMd5Plugin.create());
        }
        return builder.build();
    }

    private static ClientOverrideConfiguration overrides(StoreTimeouts timeouts) {
        ProfileFile none = ProfileFile.aggregator().build();
        return ClientOverrideConfiguration.builder()
                .apiCallTimeout(timeouts.call())
                .apiCallAttemptTimeout(timeouts.attempt())
                .retryStrategy(RetryMode.STANDARD)
                .defaultProfileFileSupplier(() -> none)
                .build();
    }

    private static AwsCredentials sdk(StoreCredentials credentials) {
        return credentials
                .sessionToken()
                .<AwsCredentials>map(
                        token -> AwsSessionCredentials.create(credentials.accessKey(), credentials.secretKey(), token))
                .orElseGet(() -> AwsBasicCredentials.create(credentials.accessKey(), credentials.secretKey()));
    }
}
