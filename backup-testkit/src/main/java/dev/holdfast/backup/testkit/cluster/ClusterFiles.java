package dev.holdfast.backup.testkit.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.stream.Stream;

/** The private temporary directory of one cluster: keys, tokens, policies, data and logs. */
final class ClusterFiles {

    private final Path directory;
    private final String adminToken;

    private ClusterFiles(Path directory, String adminToken) {
        this.directory = directory;
        this.adminToken = adminToken;
    }

    static ClusterFiles create() throws IOException {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        ClusterFiles files = new ClusterFiles(
                Files.createTempDirectory("holdfast-kube-"), HexFormat.of().formatHex(random));
        Files.writeString(files.tokens(), files.adminToken + ",holdfast-admin,holdfast-admin,\"system:masters\"\n");
        files.writeServiceAccountKeys();
        Files.writeString(files.auditPolicy(), AuditLog.POLICY);
        return files;
    }

    Path directory() {
        return directory;
    }

    String adminToken() {
        return adminToken;
    }

    Path tokens() {
        return directory.resolve("tokens.csv");
    }

    Path serviceAccountKey() {
        return directory.resolve("service-account.key");
    }

    Path serviceAccountPublicKey() {
        return directory.resolve("service-account.pub");
    }

    Path auditPolicy() {
        return directory.resolve("audit-policy.yaml");
    }

    Path auditLog() {
        return directory.resolve("audit.log");
    }

    Path certificates() {
        return directory.resolve("certificates");
    }

    /** The API server's own self-signed chain, there a moment after its start; clients use it as the authority. */
    Path servingCertificate() {
        return certificates().resolve("apiserver.crt");
    }

    Path kubeconfig() {
        return directory.resolve("admin.kubeconfig");
    }

    Path data() {
        return directory.resolve("etcd");
    }

    void writeKubeconfig(String url) throws IOException {
        Files.writeString(
                kubeconfig(),
                """
                        apiVersion: v1
                        kind: Config
                        current-context: holdfast
                        clusters:
                          - name: holdfast
                            cluster:
                              server: %s
                              certificate-authority: %s
                        users:
                          - name: admin
                            user:
                              token: %s
                        contexts:
                          - name: holdfast
                            context:
                              cluster: holdfast
                              user: admin
                              namespace: default
                        """
                        .formatted(url, servingCertificate(), adminToken));
    }

    void delete() {
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete the temporary directory " + directory, e);
        }
    }

    private void writeServiceAccountKeys() throws IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            KeyPair keys = generator.generateKeyPair();
            Files.writeString(
                    serviceAccountKey(), pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
            Files.writeString(
                    serviceAccountPublicKey(),
                    pem("PUBLIC KEY", keys.getPublic().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK cannot generate an EC key", e);
        }
    }

    private static String pem(String type, byte[] key) {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(key);
        return "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n";
    }
}
