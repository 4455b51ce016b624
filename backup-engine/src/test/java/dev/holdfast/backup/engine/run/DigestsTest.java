package dev.holdfast.backup.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DigestsTest {

    @Test
    void theOrderOfKeysDoesNotMatterAtAnyDepth() {
        assertThat(Digests.of(Samples.json("{'a':1,'b':{'c':[{'x':1,'y':2}],'d':null}}")))
                .isEqualTo(Digests.of(Samples.json("{'b':{'d':null,'c':[{'y':2,'x':1}]},'a':1}")));
    }

    @Test
    void theOrderOfItemsMatters() {
        assertThat(Digests.of(Samples.json("{'a':[1,2]}"))).isNotEqualTo(Digests.of(Samples.json("{'a':[2,1]}")));
    }

    @Test
    void aNumberIsNotItsText() {
        assertThat(Digests.of(Samples.json("{'a':1}"))).isNotEqualTo(Digests.of(Samples.json("{'a':'1'}")));
    }

    @Test
    void aTextsDigestIsItsSha256() {
        assertThat(Digests.of("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
