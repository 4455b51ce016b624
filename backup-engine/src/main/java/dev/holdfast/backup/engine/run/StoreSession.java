package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.engine.storage.ChecksumMode;
import dev.holdfast.backup.engine.storage.Listing;
import dev.holdfast.backup.engine.storage.ObjectStore;
import dev.holdfast.backup.engine.storage.StoreCredentials;
import dev.holdfast.backup.engine.storage.StoreLocation;
import dev.holdfast.backup.engine.storage.StoreOpener;
import dev.holdfast.backup.spi.StoreAnswer;
import dev.holdfast.backup.spi.StoreAnswer.Found;
import dev.holdfast.backup.spi.StoreAnswer.Refusal;
import dev.holdfast.backup.spi.StoreAnswer.Refused;
import dev.holdfast.backup.spi.StoreReads;
import dev.holdfast.backup.spi.StoreUse;
import dev.holdfast.backup.spi.StoredObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The stores that one pass opens, with credentials from the run's namespace. Closes them with the pass. Used by one thread.
 */
final class StoreSession implements AutoCloseable {

    private static final List<String> ACCESS_KEYS = List.of("accessKey", "AWS_ACCESS_KEY_ID");
    private static final List<String> SECRET_KEYS = List.of("secretKey", "AWS_SECRET_ACCESS_KEY");
    private static final String CA_KEY = "ca.crt";
    private static final List<String> TOKENS = List.of("sessionToken", "AWS_SESSION_TOKEN");

    private final StoreOpener opener;
    private final Secrets secrets;
    private final String namespace;
    private final Map<StoreUse, StoreAnswer<ObjectStore>> open = new HashMap<>();

    StoreSession(StoreOpener opener, Secrets secrets, String namespace) {
        this.opener = opener;
        this.secrets = secrets;
        this.namespace = namespace;
    }

    /** The store, opened; a refusal says why it cannot be. */
    StoreAnswer<ObjectStore> open(StoreUse use) {
        return open.computeIfAbsent(use, this::openNow);
    }

    private StoreAnswer<ObjectStore> openNow(StoreUse use) {
        try {
            return credentials(use).then(keys -> authority(use).then(ca -> openNow(use, keys, ca)));
        } catch (IllegalArgumentException e) {
            return new Refused<>(Refusal.REJECTED, "store " + use.bucket() + ": " + e.getMessage());
        }
    }

    private StoreAnswer<ObjectStore> openNow(StoreUse use, StoreCredentials keys, Optional<String> ca) {
        StoreLocation location = new StoreLocation(
                use.endpoint(),
                use.bucket(),
                use.prefix(),
                use.region().orElse(StoreLocation.DEFAULT_REGION),
                use.pathStyle(),
                mode(use),
                ca);
        return opener.open(location, keys, use.access(), use.chosenBy());
    }

    private StoreAnswer<StoreCredentials> credentials(StoreUse use) {
        String name = "Secret " + namespace + "/" + use.credentials().name();
        Optional<Map<String, String>> values =
                secrets.read(namespace, use.credentials().name());
        if (values.isEmpty()) {
            return new Refused<>(Refusal.DENIED, name + " does not exist");
        }
        Optional<String> access = first(values.get(), ACCESS_KEYS);
        Optional<String> secret = first(values.get(), SECRET_KEYS);
        return access.isEmpty() || secret.isEmpty()
                ? new Refused<>(
                        Refusal.DENIED,
                        name + " lacks a key pair: expected " + String.join(" or ", ACCESS_KEYS) + ", and "
                                + String.join(" or ", SECRET_KEYS))
                : new Found<>(new StoreCredentials(access.get(), secret.get(), first(values.get(), TOKENS)));
    }

    private StoreAnswer<Optional<String>> authority(StoreUse use) {
        if (use.certificateAuthority().isEmpty()) {
            return new Found<>(Optional.empty());
        }
        String name = use.certificateAuthority().get().name();
        Optional<String> pem = secrets.read(namespace, name).map(values -> values.get(CA_KEY));
        return pem.isPresent()
                ? new Found<>(pem)
                : new Refused<>(
                        Refusal.DENIED, "Secret " + namespace + "/" + name + " with key " + CA_KEY + " does not exist");
    }

    private static ChecksumMode mode(StoreUse use) {
        return switch (use.checksumMode()) {
            case "required" -> ChecksumMode.WHEN_REQUIRED;
            case "supported" -> ChecksumMode.WHEN_SUPPORTED;
            default -> use.endpoint().isEmpty() ? ChecksumMode.WHEN_SUPPORTED : ChecksumMode.WHEN_REQUIRED;
        };
    }

    private static Optional<String> first(Map<String, String> values, List<String> keys) {
        return keys.stream().filter(values::containsKey).map(values::get).findFirst();
    }

    /** The same store as a driver sees it. */
    StoreReads reads(StoreUse use) {
        return new StoreReads() {
            @Override
            public StoreAnswer<StoredObject> head(String key) {
                return open(use).then(store -> store.head(key));
            }

            @Override
            public StoreAnswer<List<StoredObject>> list(String prefix, int max) {
                return open(use).then(store -> store.list(prefix, max)).map(Listing::objects);
            }
        };
    }

    @Override
    public void close() {
        open.values().forEach(answer -> answer.found().ifPresent(ObjectStore::close));
    }
}
