package dev.holdfast.backup.engine.storage;

import dev.holdfast.backup.spi.StoreAnswer;
import dev.holdfast.backup.spi.StoreAnswer.Refusal;
import dev.holdfast.backup.spi.StoreAnswer.Refused;
import dev.holdfast.backup.spi.StoreUse.Access;
import dev.holdfast.backup.spi.StoredObject;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Lets only calls below the declared prefix, and of the declared access, through to another store. */
public final class ConfinedStore implements ObjectStore {

    private final ObjectStore store;
    private final KeyScope scope;
    private final Access access;

    /**
     * Confines a store to the prefix of its location and to an access.
     *
     * @param store closed together with this one
     * @param access what may be done beyond looking at and fetching objects
     */
    public ConfinedStore(ObjectStore store, Access access) {
        this.store = store;
        this.scope = new KeyScope(store.location().prefix());
        this.access = access;
    }

    @Override
    public StoreLocation location() {
        return store.location();
    }

    @Override
    public StoreAnswer<StoredObject> head(String key) {
        return unless(scope.refusalOfKey(key), () -> store.head(key));
    }

    @Override
    public StoreAnswer<Listing> list(String prefix, int max) {
        requirePositive(max);
        return unless(scope.refusalOfPrefix(prefix), () -> store.list(prefix, max));
    }

    @Override
    public StoreAnswer<Deleted> delete(String key, Optional<String> ifMatch) {
        return unless(refusalBeyond(Access.ERASE).or(() -> scope.refusalOfKey(key)), () -> store.delete(key, ifMatch));
    }

    @Override
    public StoreAnswer<Deleted> deletePrefix(String prefix, int max) {
        requirePositive(max);
        return unless(
                refusalBeyond(Access.ERASE).or(() -> scope.refusalOfDeletingBelow(prefix)),
                () -> store.deletePrefix(prefix, max));
    }

    @Override
    public StoreAnswer<Transfer> put(String key, Path source, Map<String, String> metadata) {
        return unless(
                refusalBeyond(Access.WRITE).or(() -> scope.refusalOfKey(key)), () -> store.put(key, source, metadata));
    }

    @Override
    public StoreAnswer<Transfer> get(String key, Path target) {
        return unless(scope.refusalOfKey(key), () -> store.get(key, target));
    }

    @Override
    public void close() {
        store.close();
    }

    private static void requirePositive(int max) {
        if (max < 1) {
            throw new IllegalArgumentException("the number of objects must be at least 1, not " + max);
        }
    }

    private Optional<String> refusalBeyond(Access needed) {
        return access == needed
                ? Optional.empty()
                : Optional.of("this needs access " + needed + ", but the plan declared " + access);
    }

    private <T> StoreAnswer<T> unless(Optional<String> refusal, Supplier<StoreAnswer<T>> call) {
        return refusal.isPresent()
                ? new Refused<>(Refusal.FORBIDDEN_BY_POLICY, refusal.get() + " (" + location() + ")")
                : call.get();
    }
}
