package dev.holdfast.backup.engine.storage;

import dev.holdfast.backup.spi.StoreUse.ChosenBy;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Decides whether the engine may call an endpoint. What an admin chose may always be called. What a tenant chose
 * must be allowed by name, and its address must not lead into the host or to a cloud's metadata service unless that
 * address is allowed as well: otherwise a tenant could make the engine call what the tenant cannot reach.
 *
 * @param tenantEndpoints endpoints that tenants may choose
 * @param internalAddresses loopback, link-local, multicast and metadata addresses that tenants may reach nevertheless
 */
public record StorePolicy(Predicate<StoreEndpoint> tenantEndpoints, Predicate<InetAddress> internalAddresses) {

    /** Metadata services outside the link-local range. */
    private static final Set<String> METADATA =
            Set.of("100.100.100.200", "168.63.129.16", "192.0.0.192", "fd00:ec2:0:0:0:0:0:254");

    /** Only endpoints chosen by admins. */
    public static StorePolicy adminsOnly() {
        return allowing(endpoint -> false);
    }

    /** Also these endpoints of tenants, as long as they do not lead to internal addresses. */
    public static StorePolicy allowing(Predicate<StoreEndpoint> tenantEndpoints) {
        return new StorePolicy(tenantEndpoints, address -> false);
    }

    /** Why this endpoint may not be called; empty when it may. */
    public Optional<String> refusal(ChosenBy chosenBy, StoreEndpoint endpoint) {
        return chosenBy == ChosenBy.ADMIN || tenantEndpoints.test(endpoint)
                ? Optional.empty()
                : Optional.of("the endpoint " + endpoint
                        + " was chosen by a tenant and is not on the engine's list of allowed endpoints");
    }

    /** Why a connection to this address may not be opened; empty when it may. */
    public Optional<String> refusal(ChosenBy chosenBy, InetAddress address) {
        return chosenBy == ChosenBy.ADMIN || !internal(address) || internalAddresses.test(address)
                ? Optional.empty()
                : Optional.of("the endpoint was chosen by a tenant and leads to the internal address "
                        + address.getHostAddress());
    }

    private static boolean internal(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress()
                || METADATA.contains(address.getHostAddress());
    }
}
