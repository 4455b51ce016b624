package dev.holdfast.backup.spi;

/**
 * The strategy kind that a driver answers for. One driver per type.
 *
 * @param group such as {@code strategy.backups.cozystack.io}
 * @param kind such as {@code Job}
 */
public record StrategyType(String group, String kind) {

    /** {@code group/Kind}. */
    @Override
    public String toString() {
        return group + "/" + kind;
    }
}
