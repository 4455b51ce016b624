package dev.holdfast.backup.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InspectionTest {

    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    private static String which(Inspection inspection) {
        return inspection.match(p -> "present", a -> "absent", u -> "unknown");
    }

    @Test
    void everyAnswerIsMatchedByItsOwnCaseOnly() {
        assertThat(which(Inspection.present("there"))).isEqualTo("present");
        assertThat(which(Inspection.absent("gone"))).isEqualTo("absent");
        assertThat(which(Inspection.unknown())).isEqualTo("unknown");
        assertThat(Inspection.class.getPermittedSubclasses()).hasSize(3);
    }

    @Test
    void aDriverThatDoesNotLookSaysSo() {
        assertThat(Inspection.unknown())
                .isInstanceOfSatisfying(Inspection.Unknown.class, unknown -> assertThat(unknown.reason())
                        .isEqualTo("Unsupported"));
    }

    @Test
    void aWindowDoesNotEndBeforeItBegins() {
        Inspection.Present present = Inspection.present("there");
        assertThat(present.recoverable(NOON, NOON).window()).contains(new Inspection.Window(NOON, NOON));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> present.recoverable(NOON, NOON.minusSeconds(1)))
                .withMessageContaining("cannot end at");
    }

    @Test
    void ofALongCatalogueTheFirstNamesAreKept() {
        List<String> names = IntStream.range(0, 50).mapToObj(i -> "db" + i).toList();

        assertThat(Inspection.present("there").holding(names).catalogue())
                .hasSize(Inspection.Present.CATALOGUE_LIMIT)
                .startsWith("db0", "db1");
        assertThat(Inspection.present("there").holding(List.of("one")).catalogue())
                .containsExactly("one");
    }

    @Test
    void reasonsAreCamelCase() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Inspection.Absent("not camel", "m"));
        assertThatIllegalArgumentException().isThrownBy(() -> Inspection.unknown("lower", "m"));
    }
}
