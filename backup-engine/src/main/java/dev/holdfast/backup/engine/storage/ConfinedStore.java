package dev.holdfast.backup.engine.storage;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Lets only calls below the declared prefix through to another store. */
public final class ConfinedStore implements ObjectStore {

    private final ObjectStore store;
    private final KeyScope scope;

    /**
     * Confines a store to the prefix of its location.
     *
     * @param store closed together with this one
     */
    public ConfinedStore(ObjectStore store) {
        this.store = store;
        this.scope = new KeyScope(store.location().prefix());
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
        return unless(scope.refusalOfKey(key), () -> store.delete(key, ifMatch));
    }

    @Override
    public StoreAnswer<Deleted> deletePrefix(String prefix, int max) {
        requirePositive(max);
        return unless(scope.refusalOfDeletingBelow(prefix), () -> store.deletePrefix(prefix, max));
    }

    @Override
    public StoreAnswer<Transfer> put(String key, Path source, Map<String, String> metadata) {
        return unless(scope.refusalOfKey(key), () -> store.put(key, source, metadata));
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

    private <T> StoreAnswer<T> unless(Optional<String> refusal, Supplier<StoreAnswer<T>> call) {
        return refusal.isPresent()
                ? new StoreAnswer.ForbiddenByPolicy<>(refusal.get() + " (" + location() + ")")
                : call.get();
    }
}
