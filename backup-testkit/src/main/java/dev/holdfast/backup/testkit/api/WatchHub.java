package dev.holdfast.backup.testkit.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Feeds every open watch and lets tests disturb them. Safe for use by many threads. */
final class WatchHub implements WatchControl {

    private final ObjectStore store;
    private final List<GarbledFeed> feeds = new CopyOnWriteArrayList<>();
    private volatile boolean held;
    private volatile Optional<GarbledFeed.Rule> garbling = Optional.empty();

    WatchHub(ObjectStore store) {
        this.store = store;
        store.listen(change -> feeds.forEach(feed -> feed.offer(change, garbling)));
    }

    boolean isHeld() {
        return held;
    }

    /** Opens a feed that misses nothing after {@code since}; empty when that is too long ago. */
    Optional<WatchFeed> open(long since, RequestInfo watch) {
        return store.locked(() -> store.changesAfter(since).map(missed -> {
            WatchFeed feed = new WatchFeed(this::isHeld);
            missed.forEach(change -> feed.offer(new WatchFeed.Changed(change)));
            feeds.add(new GarbledFeed(feed, watch));
            return feed;
        }));
    }

    void close(WatchFeed feed) {
        feeds.removeIf(garbled -> garbled.feed() == feed);
    }

    @Override
    public int open() {
        return feeds.size();
    }

    @Override
    public void cutAll() {
        tell(feed -> feed.offer(new WatchFeed.End()));
    }

    @Override
    public void expireAll() {
        tell(feed -> feed.offer(new WatchFeed.Expire()));
    }

    @Override
    public void sendBookmarks() {
        store.locked(() -> {
            long now = store.revision();
            tell(feed -> feed.offer(new WatchFeed.Bookmark(now)));
            return now;
        });
    }

    @Override
    public void holdAll() {
        held = true;
    }

    @Override
    public void releaseAll() {
        held = false;
        tell(WatchFeed::wake);
    }

    @Override
    public void garble(Garbling how, Predicate<RequestInfo> watches, Predicate<ObjectChange> changes) {
        garbling = Optional.of(new GarbledFeed.Rule(how, watches, changes));
    }

    private void tell(Consumer<WatchFeed> message) {
        new ArrayList<>(feeds).forEach(garbled -> message.accept(garbled.feed()));
    }
}
