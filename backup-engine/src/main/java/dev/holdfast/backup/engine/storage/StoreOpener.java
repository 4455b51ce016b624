package dev.holdfast.backup.engine.storage;

/** Opens stores. The caller closes what it opened. */
public interface StoreOpener {

    /** Who chose the endpoint of a store. */
    enum ChosenBy {
        /** The platform's operator, for example in a BackupClass. */
        PLATFORM,
        /** A tenant, for example in its application. */
        TENANT
    }

    /**
     * Opens a store confined to the prefix of its location. Sends no request.
     *
     * @return the store; {@link StoreAnswer.ForbiddenByPolicy} when a tenant chose an endpoint that is not allowed;
     *     {@link StoreAnswer.Rejected} when the settings cannot work, for example unreadable certificates
     */
    StoreAnswer<ObjectStore> open(StoreLocation location, StoreCredentials credentials, ChosenBy chosenBy);
}
