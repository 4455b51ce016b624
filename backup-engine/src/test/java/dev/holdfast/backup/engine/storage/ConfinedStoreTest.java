package dev.holdfast.backup.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.engine.storage.ScriptedStore.Reply;
import dev.holdfast.backup.spi.StoreAnswer;
import dev.holdfast.backup.spi.StoreAnswer.Refusal;
import dev.holdfast.backup.spi.StoreUse.Access;
import dev.holdfast.backup.spi.StoreUse.ChosenBy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConfinedStoreTest {

    @TempDir
    Path directory;

    private static ScriptedStore server() {
        return new ScriptedStore(request -> Reply.of(200, ""));
    }

    private static ObjectStore open(ScriptedStore server, String prefix, Access access) {
        return new S3StoreOpener(StorePolicy.adminsOnly(), StoreTimeouts.defaults())
                .open(
                        StoreLocation.of(server.endpoint(), "box", prefix),
                        StoreCredentials.of("access", "secret"),
                        access,
                        ChosenBy.ADMIN)
                .found()
                .orElseThrow();
    }

    private static void assertForbidden(StoreAnswer<?> answer, String why) {
        assertThat(answer)
                .matches(a -> a.isRefused(Refusal.FORBIDDEN_BY_POLICY))
                .asString()
                .contains(why);
    }

    @ParameterizedTest
    @EnumSource(Access.class)
    void makesNoRequestOutsideItsPrefixWhateverTheAccess(Access access) throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "new");
        try (ScriptedStore server = server();
                ObjectStore store = open(server, "inside", access)) {
            for (StoreAnswer<?> answer : new StoreAnswer<?>[] {
                store.head("insider/x"),
                store.list("inside", 1),
                store.delete("inside/../insider/x", Optional.empty()),
                store.deletePrefix("insider/", 1),
                store.put("insider/x", file, Map.of()),
                store.get("insider/x", directory.resolve("x"))
            }) {
                assertForbidden(answer, "");
            }
            assertThat(server.asked()).isEmpty();
        }
    }

    @Test
    void deletesNoWholeBucket() {
        try (ScriptedStore server = server();
                ObjectStore store = open(server, "", Access.ERASE)) {
            assertForbidden(store.deletePrefix("", 1), "whole bucket");
            assertThat(server.asked()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Access.class,
            names = {"READ", "ERASE"})
    void writesOnlyWhereWritingWasDeclared(Access access) throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "new");
        try (ScriptedStore server = server();
                ObjectStore store = open(server, "", access);
                ObjectStore writer = open(server, "", Access.WRITE)) {
            assertForbidden(store.put("x", file, Map.of()), "needs access WRITE, but the plan declared " + access);
            assertThat(server.asked()).isEmpty();

            assertThat(writer.put("x", file, Map.of()).found()).isPresent();
            assertThat(server.lines()).containsExactly("PUT /box/x");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Access.class,
            names = {"READ", "WRITE"})
    void deletesOnlyWhereErasingWasDeclared(Access access) {
        try (ScriptedStore server = server();
                ObjectStore store = open(server, "", access);
                ObjectStore eraser = open(server, "", Access.ERASE)) {
            String why = "needs access ERASE, but the plan declared " + access;
            assertForbidden(store.delete("x", Optional.empty()), why);
            assertForbidden(store.delete("x", Optional.of("etag")), why);
            assertForbidden(store.deletePrefix("a/", 1), why);
            assertThat(server.asked()).isEmpty();

            assertThat(eraser.delete("x", Optional.empty()).found()).isPresent();
            assertThat(server.lines()).containsExactly("DELETE /box/x");
        }
    }

    @ParameterizedTest
    @EnumSource(Access.class)
    void looksAndFetchesWhateverTheAccess(Access access) {
        try (ScriptedStore server = server();
                ObjectStore store = open(server, "", access)) {
            assertThat(store.head("x").found()).isPresent();
            assertThat(store.get("x", directory.resolve("x")).found()).isPresent();
            store.list("", 1);
            assertThat(server.asked()).hasSize(3);
        }
    }
}
