package dev.holdfast.backup.engine.storage;

import dev.holdfast.backup.spi.StoreAnswer;
import dev.holdfast.backup.spi.StoreUse.Access;
import dev.holdfast.backup.spi.StoreUse.ChosenBy;

/** Opens stores. The caller closes what it opened. */
public interface StoreOpener {

    /**
     * Opens a store confined to the prefix of its location and to the access that was declared. Sends no request.
     *
     * @param access what may be done there; anything else is refused without a request
     * @param chosenBy who decided on the endpoint
     * @return the store; {@code FORBIDDEN_BY_POLICY} when a tenant chose an endpoint that is not allowed; {@code REJECTED}
     *     when the settings cannot work, for example unreadable certificates
     */
    StoreAnswer<ObjectStore> open(
            StoreLocation location, StoreCredentials credentials, Access access, ChosenBy chosenBy);
}
