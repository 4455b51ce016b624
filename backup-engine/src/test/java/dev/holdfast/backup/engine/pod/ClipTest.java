package dev.holdfast.backup.engine.pod;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ClipTest {

    @Test
    void leavesATextThatFitsAsItIs() {
        assertThat(Clip.keepStart("äöü", 6)).isEqualTo("äöü");
        assertThat(Clip.keepEnd("äöü", 6)).isEqualTo("äöü");
    }

    @Test
    void showsWhereItCut() {
        assertThat(Clip.keepStart("0123456789", 6)).isEqualTo("012…");
        assertThat(Clip.keepEnd("0123456789", 6)).isEqualTo("…789");
    }

    @Test
    void isEmptyWhereNotEvenTheEllipsisFits() {
        assertThat(Clip.keepStart("0123456789", 2)).isEmpty();
        assertThat(Clip.keepEnd("0123456789", 0)).isEmpty();
    }

    @Property
    void neverExceedsTheBound(@ForAll("texts") String text, @ForAll @IntRange(max = 60) int max) {
        assertThat(Clip.keepStart(text, max).getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(max);
        assertThat(Clip.keepEnd(text, max).getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(max);
    }

    @Property
    void neverSplitsASurrogatePair(@ForAll("texts") String text, @ForAll @IntRange(max = 60) int max) {
        assertThat(hasLoneSurrogate(Clip.keepStart(text, max))).isFalse();
        assertThat(hasLoneSurrogate(Clip.keepEnd(text, max))).isFalse();
    }

    @Property
    void keepsAStartOrAnEndOfTheText(@ForAll("texts") String text, @ForAll @IntRange(max = 60) int max) {
        assertThat(text).startsWith(Clip.keepStart(text, max).replace("…", ""));
        assertThat(text).endsWith(Clip.keepEnd(text, max).replace("…", ""));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("a", "é", "€", "😀", "𝄞").list().ofMaxSize(40).map(parts -> String.join("", parts));
    }

    private static boolean hasLoneSurrogate(String text) {
        return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
