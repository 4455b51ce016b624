package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Streams changes of one kind as JSON lines. */
final class WatchVerb {

    private static final Duration LONGEST = Duration.ofHours(1);

    private final ObjectStore store;
    private final WatchHub hub;

    WatchVerb(ObjectStore store, WatchHub hub) {
        this.store = store;
        this.hub = hub;
    }

    /** What the client asked for. */
    private record Wish(ResourceType type, Predicate<JsonNode> wanted, boolean bookmarks, Duration timeout) {}

    /** What is sent before the first change, and the feed of changes; no feed when history does not reach back. */
    private record Start(List<ObjectNode> first, long since, Optional<WatchFeed> feed) {}

    Answer watch(ResourceType type, RequestInfo info) {
        String seconds = info.parameter("timeoutSeconds");
        Wish wish = new Wish(
                type,
                ReadVerbs.selection(type, info),
                info.flag("allowWatchBookmarks"),
                seconds.isEmpty() || seconds.equals("0") ? LONGEST : Duration.ofSeconds(Long.parseLong(seconds)));
        boolean initialEvents = info.flag("sendInitialEvents");
        if (initialEvents && !info.parameter("resourceVersionMatch").equals("NotOlderThan")) {
            throw ApiFailure.of(
                    422,
                    "Invalid",
                    "resourceVersionMatch: Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan");
        }
        String version = info.parameter("resourceVersion");
        boolean fromNow = version.isEmpty() || version.equals("0");
        Start start = store.locked(() -> {
            List<ObjectNode> first = new ArrayList<>();
            boolean skipState = info.parameter("sendInitialEvents").equals("false");
            if (initialEvents || fromNow && !skipState) {
                store.list(type).stream()
                        .filter(wish.wanted())
                        .forEach(object -> first.add(event("ADDED", type, object)));
            }
            if (initialEvents && wish.bookmarks()) {
                first.add(bookmark(type, store.revision(), true));
            }
            long since = initialEvents || fromNow ? store.revision() : Continuation.version(version);
            return new Start(first, since, hub.open(since, info));
        });
        return new Answer.Stream(200, out -> stream(wish, start, out, version));
    }

    private void stream(Wish wish, Start start, OutputStream out, String version) throws IOException {
        if (start.feed().isEmpty()) {
            send(out, expired("too old resource version: " + version));
            return;
        }
        WatchFeed feed = start.feed().get();
        try {
            if (start.first().isEmpty() && wish.bookmarks()) {
                // The JDK's server sends the head of an answer with its first bytes only; a bookmark may come at any
                // time.
                send(out, bookmark(wish.type(), start.since(), false));
            }
            for (ObjectNode event : start.first()) {
                send(out, event);
            }
            follow(wish, feed, out);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            hub.close(feed);
        }
    }

    private void follow(Wish wish, WatchFeed feed, OutputStream out) throws IOException, InterruptedException {
        long end = System.nanoTime() + wish.timeout().toNanos();
        while (true) {
            Optional<WatchFeed.Item> item = feed.next(Duration.ofNanos(end - System.nanoTime()));
            if (item.isEmpty() || item.get() instanceof WatchFeed.End) {
                return;
            }
            if (item.get() instanceof WatchFeed.Expire) {
                send(out, expired("The resourceVersion for the provided watch is too old."));
                return;
            }
            Optional<ObjectNode> event = item.get() instanceof WatchFeed.Changed changed
                    ? eventFor(wish, changed.change())
                    : bookmarkFor(wish, (WatchFeed.Bookmark) item.get());
            if (event.isPresent()) {
                send(out, event.get());
            }
        }
    }

    private static Optional<ObjectNode> bookmarkFor(Wish wish, WatchFeed.Bookmark bookmark) {
        return wish.bookmarks() ? Optional.of(bookmark(wish.type(), bookmark.revision(), false)) : Optional.empty();
    }

    /** An object that enters or leaves the selection counts as added or deleted. */
    private static Optional<ObjectNode> eventFor(Wish wish, ObjectChange change) {
        if (!ObjectStore.sameKind(change.type(), wish.type())) {
            return Optional.empty();
        }
        boolean gone = change.kind() == ObjectChange.Kind.DELETED;
        boolean before = change.previous().filter(wish.wanted()::test).isPresent();
        boolean after = !gone && wish.wanted().test(change.object());
        if (!before && !after) {
            return Optional.empty();
        }
        if (after) {
            return Optional.of(event(before ? "MODIFIED" : "ADDED", wish.type(), change.object()));
        }
        ObjectNode last =
                gone ? change.object() : change.previous().orElseThrow().deepCopy();
        Json.meta(last).put("resourceVersion", Long.toString(change.revision()));
        return Optional.of(event("DELETED", wish.type(), last));
    }

    private static ObjectNode event(String type, ResourceType kind, ObjectNode object) {
        ObjectNode event = Json.object().put("type", type);
        event.set("object", ReadVerbs.shown(kind, object));
        return event;
    }

    private static ObjectNode bookmark(ResourceType type, long revision, boolean endsInitial) {
        ObjectNode object = Json.object();
        object.put("kind", type.kind()).put("apiVersion", type.apiVersion());
        ObjectNode meta = object.putObject("metadata").put("resourceVersion", Long.toString(revision));
        meta.putNull("creationTimestamp");
        if (endsInitial) {
            meta.putObject("annotations").put("k8s.io/initial-events-end", "true");
        }
        ObjectNode event = Json.object().put("type", "BOOKMARK");
        event.set("object", object);
        return event;
    }

    private static ObjectNode expired(String message) {
        ObjectNode event = Json.object().put("type", "ERROR");
        event.set("object", ApiFailure.expired(message).status());
        return event;
    }

    private static void send(OutputStream out, ObjectNode event) throws IOException {
        out.write((event + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
