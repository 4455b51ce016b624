package dev.holdfast.backup.api;

/** Group and version of the kinds of this model, and the group of the strategies they refer to. */
public final class CoreApi {

    /** Group of the five core kinds. */
    public static final String GROUP = "backups.cozystack.io";

    /** The only version of the core kinds. */
    public static final String VERSION = "v1alpha1";

    /** Group and version, as in the field {@code apiVersion}. */
    public static final String API_VERSION = GROUP + "/" + VERSION;

    /** Group of the strategy kinds the platform brings. Strategies of other groups exist too. */
    public static final String STRATEGY_GROUP = "strategy.backups.cozystack.io";

    private CoreApi() {}
}
