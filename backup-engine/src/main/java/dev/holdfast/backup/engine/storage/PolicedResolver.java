package dev.holdfast.backup.engine.storage;

import dev.holdfast.backup.spi.StoreUse.ChosenBy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Resolves host names and refuses addresses the policy forbids. It runs for every connection, so a name that changes
 * its address after the first look cannot get around the policy.
 */
final class PolicedResolver implements DnsResolver {

    private final StorePolicy policy;
    private final ChosenBy chosenBy;

    PolicedResolver(StorePolicy policy, ChosenBy chosenBy) {
        this.policy = policy;
        this.chosenBy = chosenBy;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = SystemDefaultDnsResolver.INSTANCE.resolve(host);
        for (InetAddress address : addresses) {
            Optional<String> refusal = policy.refusal(chosenBy, address);
            if (refusal.isPresent()) {
                throw new RefusedAddressException(refusal.get());
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return SystemDefaultDnsResolver.INSTANCE.resolveCanonicalHostname(host);
    }

    /** Not an I/O error, so that nobody tries again. */
    static final class RefusedAddressException extends RuntimeException {
        RefusedAddressException(String message) {
            super(message);
        }
    }
}
