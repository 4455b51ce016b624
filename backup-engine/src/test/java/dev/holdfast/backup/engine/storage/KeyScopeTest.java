package dev.holdfast.backup.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyScopeTest {

    private final KeyScope scope = new KeyScope("tenant/app/");

    @ParameterizedTest
    @ValueSource(strings = {"tenant/app/a", "tenant/app/a/b", "tenant/app//a", "tenant/app/..a", "tenant/app/%2e%2e/x"})
    void allowsObjectsBelowThePrefix(String key) {
        assertThat(scope.refusalOfKey(key)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tenant/app/",
                "tenant/app",
                "tenant/application",
                "tenant/other/a",
                "/tenant/app/a",
                "tenant/app/../other/a",
                "tenant/app/..",
                "tenant/app/./a",
                "tenant/app/a\nb"
            })
    void refusesEverythingElse(String key) {
        assertThat(scope.refusalOfKey(key)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tenant/app", "tenant/", "tenant/app2/", "tenant/app/../"})
    void refusesToListOutside(String prefix) {
        assertThat(scope.refusalOfPrefix(prefix)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "//", "a", "a/b", "a/../"})
    void refusesToDeleteABucketOrSomethingThatIsNoFolder(String prefix) {
        assertThat(new KeyScope("").refusalOfDeletingBelow(prefix)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tenant/app/", "tenant/app/b1/"})
    void deletesFoldersBelowThePrefixAndThePrefixItself(String prefix) {
        assertThat(scope.refusalOfDeletingBelow(prefix)).isEmpty();
    }
}
