package dev.holdfast.backup.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class NamesTest {

    private static final String DNS_LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final String DNS_NAME = DNS_LABEL + "(\\." + DNS_LABEL + ")*";
    private static final String LABEL_VALUE = "(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?";

    @Property
    void namesThatFitStay(@ForAll("objectNames") String name) {
        assertThat(Names.shortened(name, Names.MAX_NAME)).isEqualTo(name);
    }

    @Property
    void shortenedNamesAreValidAndFit(
            @ForAll("objectNames") String name, @ForAll @IntRange(min = 12, max = 63) int max) {
        assertThat(Names.shortened(name, max)).hasSizeLessThanOrEqualTo(max).matches(DNS_NAME);
    }

    @Property
    void dnsLabelsAreMadeOfAnything(
            @ForAll @StringLength(max = 300) String any, @ForAll @IntRange(min = 12, max = 63) int max) {
        assertThat(Names.dnsLabel(any, max)).hasSizeLessThanOrEqualTo(max).matches(DNS_LABEL);
    }

    @Property
    void labelValuesAreMadeOfAnything(@ForAll @StringLength(max = 300) String any) {
        assertThat(Names.labelValue(any)).hasSizeLessThanOrEqualTo(63).matches(LABEL_VALUE);
    }

    @Property
    void differentOriginalsNeverMeet(@ForAll("objectNames") String one, @ForAll("objectNames") String other) {
        Assume.that(!one.equals(other));

        assertThat(Names.shortened(one, 20)).isNotEqualTo(Names.shortened(other, 20));
        assertThat(Names.dnsLabel(one, 20)).isNotEqualTo(Names.dnsLabel(other, 20));
        assertThat(Names.labelValue(one)).isNotEqualTo(Names.labelValue(other));
    }

    @Test
    void aCutNameEndsInTenDigitsOfTheHashOfTheWhole() {
        assertThat(Names.shortened("nightly-postgres-backup", 18)).matches("nightly-[0-9a-f]{10}");
        assertThat(Names.shortened("a".repeat(40), 20)).matches("a{9}-[0-9a-f]{10}");
    }

    @Test
    void dotsBecomeDashesOnlyInDnsLabels() {
        assertThat(Names.shortened("db.v2", 20)).isEqualTo("db.v2");
        assertThat(Names.dnsLabel("db.v2", 20)).matches("db-v2-[0-9a-f]{10}");
    }

    @Test
    void theEmptyLabelValueStays() {
        assertThat(Names.labelValue("")).isEmpty();
    }

    @Test
    void refusesALimitWithoutRoomForTheHash() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Names.shortened("db", 11))
                .withMessageContaining("12");
    }

    @Provide
    Arbitrary<String> objectNames() {
        Arbitrary<String> part = Arbitraries.strings()
                .withCharRange('a', 'z')
                .numeric()
                .ofMinLength(1)
                .ofMaxLength(60);
        return part.list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(parts -> String.join(parts.size() % 2 == 0 ? "." : "-", parts));
    }
}
