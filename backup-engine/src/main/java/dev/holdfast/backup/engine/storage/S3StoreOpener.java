package dev.holdfast.backup.engine.storage;

import dev.holdfast.backup.spi.StoreAnswer;
import dev.holdfast.backup.spi.StoreAnswer.Found;
import dev.holdfast.backup.spi.StoreAnswer.Refusal;
import dev.holdfast.backup.spi.StoreAnswer.Refused;
import dev.holdfast.backup.spi.StoreUse.Access;
import dev.holdfast.backup.spi.StoreUse.ChosenBy;
import java.security.GeneralSecurityException;
import java.util.Optional;
import software.amazon.awssdk.http.SdkHttpClient;

/** Opens S3 stores with a client of their own each. Safe for use by several threads. */
public final class S3StoreOpener implements StoreOpener {

    private final StorePolicy policy;
    private final StoreTimeouts timeouts;

    /** An opener that obeys this policy and these limits. */
    public S3StoreOpener(StorePolicy policy, StoreTimeouts timeouts) {
        this.policy = policy;
        this.timeouts = timeouts;
    }

    @Override
    public StoreAnswer<ObjectStore> open(
            StoreLocation location, StoreCredentials credentials, Access access, ChosenBy chosenBy) {
        Optional<String> refusal = policy.refusal(chosenBy, location.service());
        if (refusal.isPresent()) {
            return new Refused<>(Refusal.FORBIDDEN_BY_POLICY, refusal.get());
        }
        try {
            SdkHttpClient http = S3Clients.http(location.caPem(), timeouts, new PolicedResolver(policy, chosenBy));
            return new Found<>(new ConfinedStore(
                    new S3ObjectStore(
                            location,
                            S3Clients.s3(location, credentials, timeouts, http),
                            http,
                            new S3Failures(location, credentials),
                            timeouts),
                    access));
        } catch (GeneralSecurityException e) {
            return new Refused<>(
                    Refusal.REJECTED,
                    "the CA given for " + location + " holds no readable PEM certificate; give the authority's chain");
        }
    }
}
