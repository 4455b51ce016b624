package dev.holdfast.backup.testkit.s3;

import dev.holdfast.backup.testkit.embedded.FinishedProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/**
 * A self-signed certificate with its key.
 *
 * @param keyStore PKCS12 file, protected by {@link #PASSWORD}
 * @param pem the certificate alone
 */
record ServerCertificate(Path keyStore, String pem) {

    /** Protects nothing: the key is made for one run on one machine. */
    static final String PASSWORD = "changeit";

    private static final String ALIAS = "server";

    /** Makes a certificate for these subject alternative names, valid for a week. */
    static ServerCertificate create(Path directory, String names) {
        Path keyStore = directory.resolve("tls.p12");
        try {
            Files.deleteIfExists(keyStore);
            runKeytool(keyStore, names);
            KeyStore store = KeyStore.getInstance(keyStore.toFile(), PASSWORD.toCharArray());
            return new ServerCertificate(
                    keyStore, pem(store.getCertificate(ALIAS).getEncoded()));
        } catch (IOException e) {
            throw new UncheckedIOException("the certificate cannot be written to " + directory, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("keytool wrote a key store that cannot be read", e);
        }
    }

    private static void runKeytool(Path keyStore, String names) {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-dname",
                "CN=local test server",
                "-ext",
                "san=" + names,
                "-validity",
                "7",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                keyStore.toString());
        FinishedProcess.run(command, "").orThrow("keytool");
    }

    private static String pem(byte[] certificate) {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(certificate)
                + "\n-----END CERTIFICATE-----\n";
    }
}
