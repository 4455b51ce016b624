package dev.holdfast.backup.engine.storage;

import java.util.Optional;

/**
 * An access key pair. Its text form shows neither the secret key nor the session token.
 *
 * @param accessKey key id, not empty
 * @param secretKey secret, not empty
 * @param sessionToken token of temporary credentials
 */
public record StoreCredentials(String accessKey, String secretKey, Optional<String> sessionToken) {

    /** Refuses empty keys; the message repeats neither. */
    public StoreCredentials {
        if (accessKey.isBlank() || secretKey.isBlank()) {
            throw new IllegalArgumentException("store credentials need an access key and a secret key");
        }
    }

    /** A long-lived pair without a session token. */
    public static StoreCredentials of(String accessKey, String secretKey) {
        return new StoreCredentials(accessKey, secretKey, Optional.empty());
    }

    @Override
    public String toString() {
        return "StoreCredentials[hidden]";
    }
}
