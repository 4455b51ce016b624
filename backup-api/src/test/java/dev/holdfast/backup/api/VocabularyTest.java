package dev.holdfast.backup.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyTest {

    private static final String QUALIFIED_NAME =
            "([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?";

    @ParameterizedTest
    @EnumSource(Reasons.class)
    void everyReasonMatchesThePatternOfTheSchema(Reasons reason) {
        String pattern = Crds.schema(Crds.ours("Plan"))
                .at("/properties/status/properties/conditions/items/properties/reason/pattern")
                .asText();

        assertThat(reason.wire()).matches(pattern);
        assertThat(reason.meaning()).endsWith(".");
        assertThat(Reasons.of(reason.wire())).contains(reason);
    }

    @ParameterizedTest
    @EnumSource(Reasons.class)
    void aReasonIsNamedLikeItsConstant(Reasons reason) {
        assertThat(reason.wire()).isEqualToIgnoringCase(reason.name().replace("_", ""));
    }

    @Test
    void everyConditionTypeMatchesThePatternOfTheSchema() {
        String pattern = Crds.schema(Crds.ours("Plan"))
                .at("/properties/status/properties/conditions/items/properties/type/pattern")
                .asText();

        assertThat(constants(ConditionTypes.class)).isNotEmpty().allMatch(type -> type.matches(pattern));
    }

    @ParameterizedTest
    @ValueSource(classes = {Labels.class, Annotations.class, Finalizers.class})
    void everyKeyIsAQualifiedName(Class<?> vocabulary) {
        assertThat(constants(vocabulary))
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .allMatch(key -> key.matches(QUALIFIED_NAME));
    }

    @Test
    void unknownAndMissingWordsAreEmpty() {
        assertThat(Reasons.of("Failed to parse cron spec")).isEmpty();
        assertThat(JobPhase.of(null)).isEmpty();
        assertThat(BackupPhase.of("")).isEmpty();
        assertThat(DeletionPolicy.of("Keep")).isEmpty();
    }

    @Test
    void onlyEndedJobsAreTerminal() {
        assertThat(Arrays.stream(JobPhase.values()).filter(JobPhase::terminal))
                .containsExactly(JobPhase.SUCCEEDED, JobPhase.FAILED);
    }

    @Test
    void anAbsentGroupMeansTheDefaultGroup() {
        assertThat(ApplicationGroups.normalise(null)).isEqualTo("apps.cozystack.io");
        assertThat(ApplicationGroups.normalise("")).isEqualTo("apps.cozystack.io");
        assertThat(ApplicationGroups.normalise("apps")).isEqualTo("apps");
    }

    @Test
    void timestampsAreWrittenInWholeSecondsAndReadWithAnyOffset() {
        Instant instant = Instant.parse("2026-05-01T12:00:00.987Z");

        assertThat(Timestamps.format(instant)).isEqualTo("2026-05-01T12:00:00Z");
        assertThat(Timestamps.parse("2026-05-01T14:00:00.987+02:00")).contains(instant);
        assertThat(Timestamps.parse("yesterday")).isEmpty();
        assertThat(Timestamps.parse(null)).isEmpty();
    }

    private static List<String> constants(Class<?> vocabulary) {
        return Arrays.stream(vocabulary.getDeclaredFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == String.class)
                .map(VocabularyTest::value)
                .toList();
    }

    private static String value(Field field) {
        try {
            return (String) field.get(null);
        } catch (IllegalAccessException hidden) {
            throw new AssertionError("A constant is not public: " + field, hidden);
        }
    }
}
