package dev.holdfast.backup.engine.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Length and digest of a stream of bytes.
 *
 * @param size bytes
 * @param sha256 64 lower-case hexadecimal digits
 */
record FileDigest(long size, String sha256) {

    /** Reads to the end and copies every byte to {@code target}. */
    static FileDigest copying(InputStream source, OutputStream target) throws IOException {
        MessageDigest digest = sha256Digest();
        long size = new DigestInputStream(source, digest).transferTo(target);
        return new FileDigest(size, HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
