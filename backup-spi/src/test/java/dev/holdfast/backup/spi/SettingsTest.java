package dev.holdfast.backup.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private static final String PREFIX = "x.example.io/";

    private static Settings settings(Map<String, String> annotations, Map<String, String> parameters) {
        Strategy strategy = new Strategy(
                new StrategyType("g", "K"),
                "fast",
                "uid",
                1,
                annotations,
                JsonNodeFactory.instance.objectNode(),
                "digest");
        return Settings.of(Optional.of(strategy), parameters, PREFIX);
    }

    private static Settings annotated(String key, String value) {
        return settings(Map.of(PREFIX + key, value), Map.of());
    }

    private static Failed refusal(Settings settings) {
        return catchThrowableOfType(RefusedException.class, settings::refuseProblems)
                .failed();
    }

    @Test
    void parametersOverrideAnnotationsAndBothOverrideTheDefault() {
        Settings settings =
                settings(Map.of(PREFIX + "a", "1", PREFIX + "b", "2"), Map.of(PREFIX + "b", "3", "b", "not mine"));

        assertThat(settings.integer("a", 9, 0, 10)).isEqualTo(1);
        assertThat(settings.integer("b", 9, 0, 10)).isEqualTo(3);
        assertThat(settings.integer("c", 9, 0, 10)).isEqualTo(9);
        assertThatCode(settings::refuseProblems).doesNotThrowAnyException();
    }

    @Test
    void worksWithoutAStrategy() {
        Settings settings = Settings.of(Optional.empty(), Map.of(PREFIX + "a", "1"), PREFIX);

        assertThat(settings.text("a")).contains("1");
        assertThatCode(settings::refuseProblems).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "11", "1.5", "", "ten", "99999999999", "0x1"})
    void refusesNumbersOutOfBoundsAndGivesTheDefaultMeanwhile(String value) {
        Settings settings = annotated("a", value);

        assertThat(settings.integer("a", 5, 0, 10)).isEqualTo(5);
        assertThat(refusal(settings).message())
                .isEqualTo(PREFIX + "a (annotation of strategy fast) must be a whole number from 0 to 10, not '" + value
                        + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "10", " 7 "})
    void takesNumbersWithinBounds(String value) {
        Settings settings = annotated("a", value);

        assertThat(settings.integer("a", 5, 0, 10)).isEqualTo(Integer.parseInt(value.trim()));
        assertThatCode(settings::refuseProblems).doesNotThrowAnyException();
    }

    @Test
    void choicesListsFlagsAndMapsAreStrict() {
        assertThat(annotated("a", "one").choice("a", "two", "one", "two")).isEqualTo("one");
        assertThat(annotated("a", "x, y").choices("a", List.of(), "x", "y")).containsExactly("x", "y");
        assertThat(annotated("a", "true").flag("a", false)).isTrue();
        assertThat(annotated("a", "{\"k\":\"v\"}").map("a")).isEqualTo(Map.of("k", "v"));

        Settings wrong = settings(
                Map.of(PREFIX + "choice", "three", PREFIX + "list", "x,,y", PREFIX + "flag", "TRUE"),
                Map.of(PREFIX + "map", "{\"k\":1}"));
        assertThat(wrong.choice("choice", "two", "one", "two")).isEqualTo("two");
        assertThat(wrong.choices("list", List.of("x"), "x", "y")).containsExactly("x");
        assertThat(wrong.flag("flag", false)).isFalse();
        assertThat(wrong.map("map")).isEmpty();
        assertThat(refusal(wrong).problems()).hasSize(4);
        assertThat(refusal(wrong).message()).contains("map (parameter of the backup class)");
    }

    @Test
    void refusesKeysThatNobodyAskedForTogetherWithAllOtherProblems() {
        Settings settings =
                settings(Map.of(PREFIX + "a", "x", PREFIX + "typo", "1"), Map.of(PREFIX + "also-typo", "2"));
        settings.integer("a", 0, 0, 1);
        settings.refuse("a", "even");

        Failed refused = refusal(settings);

        assertThat(refused.problems()).hasSize(4).allSatisfy(p -> assertThat(p.reason())
                .isEqualTo("InvalidStrategy"));
        assertThat(refused.message())
                .contains(PREFIX + "typo (annotation of strategy fast) is not a known setting")
                .contains(PREFIX + "also-typo (parameter of the backup class) is not a known setting");
    }
}
